using System.Net.Sockets;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>A socket that a thread blocks on, and that was written to without a thread.</summary>
public sealed class SocketTransportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _peer = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SocketTransport _transport;

    public SocketTransportTests()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_directory["s"]));
        listener.Listen();
        _peer.Connect(new UnixDomainSocketEndPoint(_directory["s"]));
        _transport = new SocketTransport(listener.Accept());
    }

    public void Dispose()
    {
        _transport.Dispose();
        _peer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Calls_block_though_a_write_was_awaited_before()
    {
        byte[] block = new byte[10_000];
        long written = await FillUpAsync(block);

        // Nothing is there for the first read, and no room for the write.
        byte[] received = new byte[10];
        Task<int> reading = Task.Run(() => _transport.Read(received), Deadline.Token);
        await _peer.SendAsync(new byte[] { 1, 2, 3 }, Deadline.Token);
        Assert.Equal(3, await reading.WaitAsync(Deadline.Token));
        Task writing = Task.Run(() => _transport.Write(new byte[1_000_000]), Deadline.Token);
        long read = 0;
        byte[] sink = new byte[100_000];
        while (read < written + 1_000_000)
            read += await _peer.ReceiveAsync(sink, Deadline.Token);
        await writing.WaitAsync(Deadline.Token);
        Assert.Equal(written + 1_000_000, read);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_ends_when_it_is_woken(bool wasAwaited)
    {
        if (wasAwaited)
            await FillUpAsync(new byte[10_000]);
        Task<int> reading = Task.Run(() => _transport.Read(new byte[10]), Deadline.Token);
        _transport.Wake();
        Assert.Equal(0, await reading.WaitAsync(Deadline.Token));
        Assert.Equal(0, _transport.Read(new byte[10]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_ends_when_it_is_woken(bool wasAwaited)
    {
        if (wasAwaited)
            await FillUpAsync(new byte[10_000]);
        Task writing = Task.Run(() => _transport.Write(new byte[10_000_000]), Deadline.Token);
        _transport.Wake();
        await Assert.ThrowsAsync<IOException>(() => writing.WaitAsync(Deadline.Token));
    }

    /// <summary>Writes until the peer takes no more; the last write is awaited once it has read a little.</summary>
    private async Task<long> FillUpAsync(byte[] block)
    {
        long written = 0;
        ValueTask write;
        do
        {
            write = _transport.WriteAsync(block, Deadline.Token);
            written += block.Length;
        }
        while (write.IsCompleted);
        byte[] sink = new byte[1000];
        Task pending = write.AsTask();
        long read = 0;

        // All but the last block is there to be read, and reading that makes room for it.
        while (read < written - block.Length)
            read += await _peer.ReceiveAsync(sink, Deadline.Token);
        await pending;
        return written - read;
    }
}
