using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Connections;

/// <summary>Sends a peer the replies that faults delay, drop, repeat or cut, when their time has come.</summary>
/// <param name="output">The peer's.</param>
/// <param name="transport">Tells that the peer is gone; null: it is found out when the reply is sent.</param>
/// <param name="time">The device's clock.</param>
/// <param name="fail">Told why a reply that others pass could not be sent: the connection is over.</param>
internal sealed class DeferredReplies(
    ConnectionOutput output, EndpointTransport? transport, TimeProvider time, Action<Exception> fail)
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
        if (reply.IsPassed)
            reply.Tags.Delay(reply.Tag);
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
            await DelayAsync(reply.Fault.Delay, cancellationToken);
        if (reply.IsPassed)
            reply.Tags.Answer(reply.Tag);
        await output.SendAsync(reply, cancellationToken);
        if (reply.Fault.CutAfter is not null)
            throw new IOException("a fault cut the stream");
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        using HangUpWatch? watch = transport?.Outlet is { } outlet ? HangUpWatch.TryBegin(outlet) : null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task passing = Task.Delay(delay, time, over.Token);
        if (watch is not null && await Task.WhenAny(passing, watch.Gone) != passing)
        {
            await over.CancelAsync();
            throw new IOException("it left before a reply that a fault delays");
        }

        await passing;
    }
}
