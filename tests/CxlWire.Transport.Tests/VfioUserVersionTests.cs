using CxlWire.Tests;
using static CxlWire.Transport.Tests.VfioUserMessages;
using static CxlWire.Transport.Tests.VfioUserPeer;

namespace CxlWire.Transport.Tests;

/// <summary>The first message of a connection, in which both sides say what they can do.</summary>
public sealed class VfioUserVersionTests : IAsyncDisposable
{
    private readonly RunningVfioUserServer _server = new();

    public static TheoryData<string> Served => VfioUserServerTests.Served;

    /// <summary>Capabilities that are none, and do not end with a NUL by themselves.</summary>
    public static TheoryData<string> BadCapabilities { get; } =
    [
        "", "{", "[]", "1", "{}x", "{}{}", "{\"capabilities\":1}", "{\"capabilities\":[]}", "{\"capabilities\":{}}\0",
        "\0{}", "{\"\\ud800capabilities\":1}", new string('[', 1000),
    ];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Qemu_is_offered_all_there_is()
    {
        using VfioUserPeer peer = _server.Connect();
        peer.Ask(
            Request(0, 1, Hex.U16(0), Hex.U16(0), Json(QemuCapabilities)),
            Reply(
                0,
                1,
                Hex.U16(0),
                Hex.U16(0),
                Json(
                    "{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":1048576,\"write_multiple\":true}}")));
        peer.Ping();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"capabilities\":{}}")]
    [InlineData("{\"more\":[{}],\"capabilities\":{\"write_multiple\":false,\"twin_socket\":{\"supported\":true}}}")]
    public void A_client_is_not_offered_what_it_does_not_know(string capabilities)
    {
        using VfioUserPeer peer = _server.Connect();
        peer.Ask(
            Request(9, 1, Hex.U16(0), Hex.U16(7), Json(capabilities)),
            Reply(
                9,
                1,
                Hex.U16(0),
                Hex.U16(0),
                Json("{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":1048576}}")));
        peer.Ping();
    }

    [Fact]
    public async Task Another_major_version_ends_the_connection()
    {
        using VfioUserPeer peer = _server.Connect();
        peer.Ask(Request(5, 1, Hex.U16(1), Hex.U16(0)), Error(5, 1));
        peer.ExpectEnd();
        await _server.LoggedAsync("closed: Version, byte 16: major version 1, of which only 0 is known");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_short_version_ends_the_connection(int length)
    {
        using VfioUserPeer peer = _server.Connect();
        peer.Ask(Request(5, 1, Hex.Zeros(length)), Error(5, 1));
        peer.ExpectEnd();
        await _server.LoggedAsync($"closed: Version, byte 4: {16 + length} bytes, of at least 20");
    }

    [Theory]
    [MemberData(nameof(BadCapabilities))]
    public async Task Capabilities_that_are_none_end_the_connection(string capabilities)
    {
        using VfioUserPeer peer = _server.Connect();
        peer.Ask(Request(5, 1, Hex.Zeros(4), Json(capabilities)), Error(5, 1));
        peer.ExpectEnd();
        await _server.LoggedAsync(
            "closed: Version, byte 20: the capabilities are not a JSON object with an object \"capabilities\"");
    }

    [Fact]
    public async Task Capabilities_without_their_end_end_the_connection()
    {
        using VfioUserPeer peer = _server.Connect();
        peer.Ask(Request(5, 1, Hex.Zeros(4), Hex.Text("{}"u8)), Error(5, 1));
        peer.ExpectEnd();
        await _server.LoggedAsync("closed: Version, byte 21: the capabilities do not end with a NUL");
    }

    [Theory]
    [MemberData(nameof(Served))]
    public async Task What_comes_before_the_version_ends_the_connection(string name)
    {
        (_, byte[] request, _) = All.Single(m => m.Name == name);
        using VfioUserPeer peer = _server.Connect();
        peer.Ask(request, Error(BitConverter.ToUInt16(request), BitConverter.ToUInt16(request, 2)));
        peer.ExpectEnd();
        await _server.LoggedAsync("byte 2: it comes before the version");
    }

    [Fact]
    public async Task A_reply_before_the_version_ends_the_connection()
    {
        using VfioUserPeer peer = _server.Connect();
        peer.Send(Reply(1, 1, Hex.Zeros(4)));
        peer.ExpectEnd();
        await _server.LoggedAsync("closed: Version, byte 2: it comes before the version");
    }
}
