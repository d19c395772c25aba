using static CxlWire.Transport.Tests.VfioUserPeer;

namespace CxlWire.Transport.Tests;

public sealed class VfioUserServerTests : IAsyncDisposable
{
    private readonly RunningVfioUserServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void A_register_is_read()
    {
        using VfioUserPeer peer = _server.Open();
        peer.Ping();
    }

    [Fact]
    public void A_vector_is_signalled()
    {
        using VfioUserPeer peer = _server.Open();
        using var vector = new VfioUserEvent();
        peer.Ask(SetInterrupts(1, 0x24, 2, 1, 1), Reply(1, 8), vector.Handle);
        peer.Ask(SetInterrupts(1, 0x21, 2, 1, 1), Reply(1, 8));
        Assert.Equal(1, vector.Take());
    }
}
