using System.IO.Pipelines;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Connections;

/// <summary>
/// One peer, without the loop that reads: what answers it, what else is sent to it, and why it is over.
/// Requests are executed only while the peer takes the responses: a loop reads, answers what it has read into the
/// output, and sends that before it reads again.
/// </summary>
internal abstract class CciConnection : IAsyncDisposable
{
    private readonly object _name;
    private readonly ILogger _logger;
    private volatile Exception? _failure;

    protected CciConnection(
        PipeWriter output,
        EndpointTransport? transport,
        TimeProvider time,
        object name,
        ILogger logger,
        Func<ConnectionOutput, Action<Exception>, PeerSession> createSession,
        CancellationToken cancellationToken)
    {
        _name = name;
        _logger = logger;
        Cancelled = cancellationToken;
        Output = new ConnectionOutput(output);
        Deferred = new DeferredReplies(Output, transport, time, Fail);
        Session = createSession(Output, Fail);
    }

    /// <summary>Answers the peer.</summary>
    public PeerSession Session { get; }

    protected ConnectionOutput Output { get; }

    protected DeferredReplies Deferred { get; }

    protected CancellationToken Cancelled { get; }

    /// <summary>Gives up what is not sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Deferred.DisposeAsync();
        Output.Dispose();
    }

    /// <summary>Has the loop stop waiting for input. Any thread may call.</summary>
    protected abstract void WakeReader();

    /// <summary>Ends the connection where it was cancelled, or where something could not be sent meanwhile.</summary>
    protected void ThrowIfOver()
    {
        Cancelled.ThrowIfCancellationRequested();
        if (_failure is { } failure)
            throw new IOException(SystemError.Describe(failure), failure);
    }

    protected static void ThrowIfInvalid(in Answer answer)
    {
        if (answer.State == AnswerState.IsInvalid)
            throw new InvalidDataException($"C5: category, byte 0: {answer.Category} is neither request nor response");
    }

    /// <summary>Notes that the input ended, after so many bytes that were not taken.</summary>
    protected void LogEnd(long unread)
    {
        if (unread > 0 || Session.IsInsideMessage)
            Log.EndedInsideMessage(_logger, _name);
    }

    // Only the loop ends the connection, which may be waiting for input.
    private void Fail(Exception e)
    {
        _failure = e;
        WakeReader();
    }
}
