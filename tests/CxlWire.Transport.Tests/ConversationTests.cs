using CxlWire.Device;
using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>The same conversation gives the same bytes over every kind of endpoint, however it is fed.</summary>
public sealed class ConversationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, bool> Endpoints { get; } = new(
        from kind in new[] { "stdio", "unix", "fifo", "tcp", "tcp6", "pipe" }
        from byteByByte in new[] { false, true }
        select (kind, byteByByte));

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Same_requests_same_bytes(string kind, bool byteByByte)
    {
        byte[][] requests = Requests();
        CxlDevice twin = TestDevice.Create();
        TestDevice.Offer(twin, 0, 2);
        byte[][] expected = [.. requests.Select(request => TestDevice.Answer(twin, request))];

        await using Session session = await OpenAsync(kind);
        TestDevice.Offer(session.Server.Device, 0, 2);
        Task sent = byteByByte
            ? session.Peer.SendByteByByteAsync(requests)
            : session.Peer.SendAsync(requests);
        await session.Peer.ExpectAsync(expected);
        await sent;
    }

    [Theory]
    [InlineData("stdio")]
    [InlineData("unix")]
    [InlineData("fifo")]
    [InlineData("tcp")]
    [InlineData("pipe")]
    public async Task E11_a_notification_comes_over_every_kind_of_endpoint(string kind)
    {
        await using Session session = await OpenAsync(kind);
        await session.Peer.AskAsync(Message.Request(1, 0x0105, "1000"), Message.Response(1, 0x0105, 0));
        TestDevice.Offer(session.Server.Device, 0, 1);
        await session.Peer.ExpectAsync(Message.Notification(TestDevice.DynamicCapacity));
    }

    /// <summary>The life of an offer, and what a host asks before it; refusals among them.</summary>
    private static byte[][] Requests() =>
    [
        Message.Request(1, 0x0001),
        Message.Request(2, 0x4000),
        Message.Request(3, 0x0400),
        Message.Request(4, 0x4800, "08 00"),
        Message.Request(5, 0x0100, "04"),
        Message.Request(6, 0x4801, "0a000000 00000000"),
        Message.Request(7, 0x4802, Hex.U32(1) + Hex.U32(0), Extent(0, 2)),
        Message.Request(8, 0x4802, Hex.U32(2) + Hex.U32(0), Extent(0, 1), Extent(1, 1)),
        Message.Request(9, 0x4801, "0a000000 00000000"),
        Message.Request(10, 0x4801, "0a000000 000000"),
        Message.Request(11, 0x4803, Hex.U32(1) + Hex.U32(0), Extent(0, 1)),
        Message.Request(12, 0x4801, "0a000000 00000000"),
        Message.Request(13, 0xC0DE, Hex.Zeros(100)),
    ];

    private static string Extent(ulong firstBlock, ulong blocks) =>
        Hex.U64(0x1000_0000 + (firstBlock * TestDevice.Block)) + Hex.U64(blocks * TestDevice.Block) + Hex.U64(0);

    private async Task<Session> OpenAsync(string kind)
    {
        if (kind == "stdio")
        {
            var link = new StdioLink();
            return new Session(new RunningServer(link.Listener), link.Peer);
        }

        string address = kind switch
        {
            "unix" => "unix:" + _directory["s"],
            "fifo" => $"fifo:{_directory["in"]},{_directory["out"]}",
            "tcp" => "tcp:127.0.0.1:0",
            "tcp6" => "tcp:[::1]:0",
            _ => "pipe:" + Guid.NewGuid().ToString("N"),
        };
        var server = new RunningServer(address);
        return new Session(server, await server.ConnectAsync());
    }

    private sealed record Session(RunningServer Server, Peer Peer) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Peer.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
