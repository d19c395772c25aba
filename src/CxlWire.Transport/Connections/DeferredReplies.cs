namespace CxlWire.Transport.Connections;

/// <summary>Sends a peer the replies that faults delay, drop, repeat or cut, when their time has come.</summary>
/// <param name="output">The peer's.</param>
/// <param name="time">The device's clock.</param>
/// <param name="fail">Told why a reply that others pass could not be sent: the connection is over.</param>
internal sealed class DeferredReplies(ConnectionOutput output, TimeProvider time, Action<Exception> fail)
    : IAsyncDisposable
{
    /// <summary>Replies that others may pass at a time; with more, the others wait after all.</summary>
    private const int MaxPassed = 64;

    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _passed = [];

    /// <summary>Sends a reply, or has it sent. The end of the task is when later requests may be answered.</summary>
    /// <exception cref="IOException">The fault ends the stream; or the peer takes no more.</exception>
    public Task SendAsync(FaultyReply reply, CancellationToken cancellationToken)
    {
        _passed.RemoveAll(task => task.IsCompleted);
        if (!reply.Fault.OthersPass || _passed.Count >= MaxPassed)
            return SendInTimeAsync(reply, cancellationToken);
        _passed.Add(SendOrFailAsync(reply));
        return Task.CompletedTask;
    }

    /// <summary>Waits until all are sent.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Task.WhenAll(_passed).WaitAsync(cancellationToken);

    /// <summary>Gives up those that are not sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_passed);
        _closing.Dispose();
    }

    private async Task SendOrFailAsync(FaultyReply reply)
    {
        try
        {
            await SendInTimeAsync(reply, _closing.Token);
        }
        catch (Exception e)
        {
            fail(e);
        }
    }

    private async Task SendInTimeAsync(FaultyReply reply, CancellationToken cancellationToken)
    {
        if (reply.Fault.Delay > TimeSpan.Zero)
            await Task.Delay(reply.Fault.Delay, time, cancellationToken);
        await output.SendAsync(reply.ToBytes(), cancellationToken);
        if (reply.Fault.CutAfter is not null)
            throw new IOException("a fault cut the stream");
    }
}
