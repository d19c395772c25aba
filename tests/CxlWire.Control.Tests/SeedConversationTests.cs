using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Control.Tests;

/// <summary>The two snippets of the QEMU patch (seed 002), unchanged, each on its own connection.</summary>
public sealed class SeedConversationTests
{
    private static readonly string _add = Fixture("add-two-extents.json");

    // The seed's second snippet does not negotiate, but every connection has to.
    private static readonly string _release =
        """{ "execute": "qmp_capabilities" }""" + Fixture("release-second-extent.json");

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(100)]
    [InlineData(1)]
    public async Task Both_snippets_get_their_replies_however_they_arrive(int chunk)
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        using var server = new QmpServer([device]);
        await using QmpPeer first = QmpPeer.Connect(server);
        await WriteInChunksAsync(first, _add, chunk);
        Assert.Equal(QmpPeer.Greeting, await first.ReadAsync());
        Assert.Equal("""{"return": {}}""", await first.ReadAsync());
        Assert.Equal("""{"return": {}}""", await first.ReadAsync());
        Assert.Equal(2, device.Hosts[0].Offers.First!.Extents.Count);

        TestHost.AcceptFirstOffer(device);

        await using QmpPeer second = QmpPeer.Connect(server);
        await WriteInChunksAsync(second, _release, chunk);
        Assert.Equal(QmpPeer.Greeting, await second.ReadAsync());
        Assert.Equal("""{"return": {}}""", await second.ReadAsync());
        Assert.Equal("""{"return": {}}""", await second.ReadAsync());
    }

    private static async Task WriteInChunksAsync(QmpPeer peer, string text, int chunk)
    {
        for (int at = 0; at < text.Length; at += Math.Min(chunk, text.Length - at))
            await peer.WriteAsync(text.Substring(at, Math.Min(chunk, text.Length - at)));
    }

    private static string Fixture(string name) => File.ReadAllText(Repository.PathOf("fixtures", "qmp", name));
}
