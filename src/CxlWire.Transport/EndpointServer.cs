using System.Net.Sockets;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport;

/// <summary>
/// The accept loop: gives every connection of a listener to a handler, keeps count of them, and ends only
/// when all of them have. What is spoken on them is the handler's.
/// </summary>
public sealed class EndpointServer
{
    /// <summary>Connections of one server that may be open at a time, unless told otherwise.</summary>
    public const int DefaultMaximumConnections = 4096;

    // After a failed accept (out of file descriptors, say): an error that lasts must not become a busy loop.
    private static readonly TimeSpan _acceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly EndpointListener _listener;
    private readonly Func<EndpointConnection, CancellationToken, Task> _handler;
    private readonly ILogger _logger;
    private readonly int _maximumConnections;
    private readonly ConnectionLimit? _shared;
    private readonly HashSet<Task> _serving = [];
    private readonly Lock _gate = new();

    /// <summary>A server that has yet to run.</summary>
    /// <param name="listener">Stays the caller's, to be disposed after the run.</param>
    /// <param name="handler">
    /// Speaks on one connection until its end or until the token is cancelled; the server then closes it. What is
    /// not flushed by then is lost. An exception costs only the connection; InvalidDataException is for what a
    /// peer may not say, EndpointException for where the handler cannot connect on its behalf.
    /// </param>
    /// <param name="logger">Told of connections that come and go, and of errors.</param>
    /// <param name="maximumConnections">One that comes while so many are open is closed.</param>
    /// <param name="shared">Likewise, with the connections of other servers counted; or null.</param>
    public EndpointServer(
        EndpointListener listener,
        Func<EndpointConnection, CancellationToken, Task> handler,
        ILogger logger,
        int maximumConnections = DefaultMaximumConnections,
        ConnectionLimit? shared = null)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumConnections);
        _listener = listener;
        _handler = handler;
        _logger = logger;
        _maximumConnections = maximumConnections;
        _shared = shared;
    }

    /// <summary>Connections that are open now.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
                return _serving.Count;
        }
    }

    /// <summary>
    /// Accepts until the listener has no more connections to come (stdio) or the token is cancelled, then waits
    /// for those that are open. Cancellation is a normal end: it is not thrown.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (int number = 1; await AcceptAsync(cancellationToken) is { } connection; number++)
        {
            int reachedLimit = Connections >= _maximumConnections ? _maximumConnections
                : _shared is null || _shared.TryTake() ? 0
                : _shared.Maximum;
            if (reachedLimit > 0)
            {
                Log.TooManyConnections(_logger, _listener.Description, reachedLimit);
                await connection.DisposeAsync();
                continue;
            }

            connection.Number = number;
            Start(connection, cancellationToken);
        }

        Task[] serving;
        lock (_gate)
            serving = [.. _serving];
        await Task.WhenAll(serving);
    }

    /// <summary>The next connection; null when there will be none.</summary>
    private async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    return await _listener.AcceptAsync(cancellationToken);
                }
                catch (EndpointException e)
                {
                    // Other endpoints of the process go on, and so this one is not over.
                    Log.ListenerLost(_logger, _listener.Description, e.Message);
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }
                catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
                {
                    Log.AcceptFailed(_logger, _listener.Description, SystemError.Describe(e));
                }

                await Task.Delay(_acceptRetryDelay, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Start(EndpointConnection connection, CancellationToken cancellationToken)
    {
        // The gate keeps the task from leaving the set before it is in.
        lock (_gate)
        {
            Task serving = Task.Run(() => ServeAsync(connection, cancellationToken), CancellationToken.None);
            _serving.Add(serving);
            serving.ContinueWith(
                Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Forget(Task serving)
    {
        lock (_gate)
            _serving.Remove(serving);
        _shared?.Return();
    }

    private async Task ServeAsync(EndpointConnection connection, CancellationToken cancellationToken)
    {
        Log.Connected(_logger, connection);
        try
        {
            await _handler(connection, cancellationToken);
            connection.Transport.HasEnded = true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception e) when (e is EndpointException or InvalidDataException)
        {
            Log.Closed(_logger, connection, e.Message);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Log.PeerGone(_logger, connection, SystemError.Describe(e));
        }
        catch (Exception e)
        {
            Log.ConnectionFailed(_logger, e, connection);
        }

        await connection.DisposeAsync();
        Log.Disconnected(_logger, connection);
    }
}
