using System.Buffers;
using System.IO.Pipelines;

namespace CxlWire.Transport.Connections;

/// <summary>
/// What a peer is sent, by one writer at a time: the connection's loop, or whoever has something to say meanwhile.
/// Between two writers everything is flushed.
/// </summary>
internal sealed class ConnectionOutput(PipeWriter writer) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <summary>For who has entered.</summary>
    public PipeWriter Writer => writer;

    /// <summary>Waits until nobody writes; <see cref="Exit"/> lets the next one.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _free.WaitAsync(cancellationToken);

    /// <summary>Blocks until nobody writes; <see cref="Exit"/> lets the next one.</summary>
    public void Enter(CancellationToken cancellationToken)
    {
        // A wait that can be cancelled registers for that first, and nearly always there is nothing to wait for.
        if (!_free.Wait(0, CancellationToken.None))
            _free.Wait(cancellationToken);
    }

    /// <summary>Lets the next one write.</summary>
    public void Exit() => _free.Release();

    /// <summary>Waits until the peer takes what was written. For who has entered.</summary>
    /// <exception cref="IOException">The peer takes nothing any more.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        FlushResult flushed = await writer.FlushAsync(cancellationToken);
        if (flushed.IsCompleted)
            throw new IOException("the peer takes no more output");
    }

    /// <summary>Sends a reply when its turn has come.</summary>
    public async Task SendAsync(FaultyReply reply, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            reply.Sending?.Invoke();
            writer.Write(reply.ToBytes());
            await FlushAsync(cancellationToken);
        }
        finally
        {
            Exit();
        }
    }

    public void Dispose() => _free.Dispose();
}
