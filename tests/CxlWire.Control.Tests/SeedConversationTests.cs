using CxlWire.Device;

namespace CxlWire.Control.Tests;

/// <summary>The two snippets of the QEMU patch (seed 002), unchanged, each on its own connection.</summary>
public sealed class SeedConversationTests
{
    private const string Add = """
        { "execute": "qmp_capabilities" }

        { "execute": "cxl-add-dynamic-capacity",
          "arguments": {
              "path": "/machine/peripheral/cxl-dcd0",
              "host-id": 0,
              "selection-policy": "prescriptive",
              "region": 0,
              "extents": [
              {
                  "offset": 0,
                  "len": 134217728
              },
              {
                  "offset": 134217728,
                  "len": 134217728
              }
              ]
          }
        }

        """;

    private const string Release = """
        { "execute": "qmp_capabilities" }

        { "execute": "cxl-release-dynamic-capacity",
          "arguments": {
              "path": "/machine/peripheral/cxl-dcd0",
              "host-id": 0,
              "removal-policy":"prescriptive",
              "region": 0,
              "extents": [
              {
                  "offset": 134217728,
                  "len": 134217728
              }
              ]
          }
        }

        """;

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(100)]
    [InlineData(1)]
    public async Task Both_snippets_get_their_replies_however_they_arrive(int chunk)
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        using var server = new QmpServer([device]);
        await using QmpPeer first = QmpPeer.Connect(server);
        await WriteInChunksAsync(first, Add, chunk);
        Assert.Equal(QmpPeer.Greeting, await first.ReadAsync());
        Assert.Equal("""{"return": {}}""", await first.ReadAsync());
        Assert.Equal("""{"return": {}}""", await first.ReadAsync());
        Assert.Equal(2, device.Hosts[0].Offers.First!.Extents.Count);

        TestHost.AcceptFirstOffer(device);

        await using QmpPeer second = QmpPeer.Connect(server);
        await WriteInChunksAsync(second, Release, chunk);
        Assert.Equal(QmpPeer.Greeting, await second.ReadAsync());
        Assert.Equal("""{"return": {}}""", await second.ReadAsync());
        Assert.Equal("""{"return": {}}""", await second.ReadAsync());
    }

    private static async Task WriteInChunksAsync(QmpPeer peer, string text, int chunk)
    {
        for (int at = 0; at < text.Length; at += Math.Min(chunk, text.Length - at))
            await peer.WriteAsync(text.Substring(at, Math.Min(chunk, text.Length - at)));
    }
}
