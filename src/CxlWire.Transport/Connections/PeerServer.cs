using System.IO.Pipelines;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Connections;

/// <summary>Serves one peer until its end: by a thread of its own where one is left, else by the event loop.</summary>
internal static class PeerServer
{
    /// <summary>Serves a connection.</summary>
    /// <param name="connection">Stays the caller's.</param>
    /// <param name="time">The device's clock.</param>
    /// <param name="logger">Told of what goes wrong.</param>
    /// <param name="createSession">Makes what answers the peer.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    public static Task ServeAsync(
        EndpointConnection connection,
        TimeProvider time,
        ILogger logger,
        Func<ConnectionOutput, Action<Exception>, PeerSession> createSession,
        CancellationToken cancellationToken)
    {
        Task? serving = connection.Transport.CanBlock
            ? ConnectionThread.TryRun(
                () => Serve(connection, time, logger, createSession, cancellationToken), connection.ToString())
            : null;
        return serving ?? ServeAsync((IDuplexPipe)connection, time, logger, createSession, cancellationToken);
    }

    /// <summary>Serves a byte stream, by the event loop.</summary>
    /// <inheritdoc cref="ServeAsync(EndpointConnection, TimeProvider, ILogger,
    /// Func{ConnectionOutput, Action{Exception}, PeerSession}, CancellationToken)"/>
    public static async Task ServeAsync(
        IDuplexPipe pipe,
        TimeProvider time,
        ILogger logger,
        Func<ConnectionOutput, Action<Exception>, PeerSession> createSession,
        CancellationToken cancellationToken)
    {
        await using var connection = new PipeCciConnection(pipe, time, logger, createSession, cancellationToken);
        connection.Session.Attach();
        try
        {
            await connection.RunAsync();
        }
        finally
        {
            connection.Session.Detach();
        }
    }

    private static void Serve(
        EndpointConnection endpoint,
        TimeProvider time,
        ILogger logger,
        Func<ConnectionOutput, Action<Exception>, PeerSession> createSession,
        CancellationToken cancellationToken)
    {
        var connection = new ThreadCciConnection(endpoint, time, logger, createSession, cancellationToken);
        connection.Session.Attach();
        try
        {
            connection.Run();
        }
        finally
        {
            connection.Session.Detach();
            connection.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
