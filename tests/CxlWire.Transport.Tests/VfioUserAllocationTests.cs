using CxlWire.Tests;
using static CxlWire.Transport.Tests.VfioUserMessages;
using static CxlWire.Transport.Tests.VfioUserPeer;

namespace CxlWire.Transport.Tests;

[Collection(nameof(AllocationTests))]
public sealed class VfioUserAllocationTests : IAsyncDisposable
{
    private readonly RunningVfioUserServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void An_access_allocates_nothing_and_neither_does_an_interrupt()
    {
        using VfioUserPeer peer = _server.Open();
        using var vector = new VfioUserEvent();
        peer.Ask(SetInterrupts(1, 0x24, 2, 0, 1), Reply(1, 8), vector.Handle);
        byte[] requests =
        [
            .. Read(1, 7, 0, 4), .. Write(2, 2, 0x120, "0102030405060708"), .. Read(3, 2, 0x120, 8),
            .. SetInterrupts(4, 0x21, 2, 0, 1), .. WriteMulti(5, (2, 0x120, "11"), (2, 0x121, "22")),
        ];
        byte[] expected =
        [
            .. ReadReply(1, 7, 0, "981ecd0d"), .. WriteReply(2, 2, 0x120, 8),
            .. ReadReply(3, 2, 0x120, "0102030405060708"),
            .. Reply(4, 8), .. Reply(5, 15, Hex.U64(2)),
        ];
        byte[] replies = new byte[expected.Length];

        const int Rounds = 10_000;
        Ask();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Ask();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(expected, replies);

        // The test runner's own. One object for each message would be 24 bytes for each.
        Assert.InRange(allocated, 0, 4 * 5 * Rounds);

        void Ask()
        {
            for (int i = 0; i < Rounds; i++)
            {
                peer.Send(requests);
                peer.ReceiveBytes(replies);
            }
        }
    }
}
