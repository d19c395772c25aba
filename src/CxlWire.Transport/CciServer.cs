using System.Globalization;
using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Transport.Connections;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport;

/// <summary>
/// Serves one CCI of a device to any number of byte streams: requests in, responses out in request order,
/// the device's own Event Notifications (E11) to all of them. One instance serves all endpoints of a host.
/// </summary>
public sealed class CciServer
{
    private readonly CxlDevice _device;
    private readonly ILogger _logger;

    // Both under the device's gate.
    private readonly List<EventNotifier> _notifiers = [];
    private long _droppedResponses;

    /// <summary>Serves <paramref name="port"/>, one of the ports of <paramref name="device"/>.</summary>
    public CciServer(CxlDevice device, CciPort port, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(port);
        ArgumentNullException.ThrowIfNull(logger);
        _device = device;
        Port = port;
        _logger = logger;

        // For as long as the device lives: a fault may happen while nobody is connected.
        string path = device.Configuration.QomPath;
        string name = path[(path.LastIndexOf('/') + 1)..];
        FaultLog = new DeferredLog(logger);
        device.Activity.FaultFired += fault =>
        {
            if (fault.HostId == port.HostId)
                FaultLog.Add(
                    log =>
                        Log.FaultFired(log, fault.HostId is { } host ? $"{name}, host {host}" : $"{name}, fm", fault));
        };
    }

    /// <summary>Messages of the response category that were dropped (C5), on all connections so far.</summary>
    public long DroppedResponses => Volatile.Read(ref _droppedResponses);

    internal CciPort Port { get; }

    /// <summary>Faults that have happened on the port; to be flushed by who has left the gate.</summary>
    internal DeferredLog FaultLog { get; }

    internal Lock Gate => _device.Gate;

    internal DeviceJournal Journal => _device.Journal;

    internal TimeProvider Time => _device.Time;

    /// <summary>Serves a listener's connections, until it has no more or the token is cancelled.</summary>
    /// <param name="listener">Stays the caller's, to be disposed after the run.</param>
    /// <param name="cancellationToken">Ends the run, and all connections; it is not thrown.</param>
    /// <param name="maximumConnections">One that comes while so many are open is closed.</param>
    public Task RunAsync(
        EndpointListener listener,
        CancellationToken cancellationToken,
        int maximumConnections = EndpointServer.DefaultMaximumConnections) =>
        new EndpointServer(listener, ServeAsync, _logger, maximumConnections).RunAsync(cancellationToken);

    /// <summary>
    /// Serves one byte stream until its end. What was asked before that, or before a header that cannot be one,
    /// is answered. The pipe's ends are left to the caller to complete.
    /// </summary>
    /// <param name="pipe">
    /// Its input is what the peer sends. Its output must be bounded: a flush waits while the peer does not read.
    /// </param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <exception cref="InvalidDataException">C5: a header is neither a request's nor a response's.</exception>
    /// <exception cref="IOException">The peer is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task ServeAsync(IDuplexPipe pipe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        await PeerServer.ServeAsync(pipe, Time, _logger, CreateSession(pipe), cancellationToken);
    }

    /// <summary>
    /// Serves a connection as <see cref="ServeAsync(IDuplexPipe, CancellationToken)"/> does; by a thread of its own
    /// where there is one left, which answers sooner.
    /// </summary>
    /// <param name="connection">Stays the caller's.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <inheritdoc cref="ServeAsync(IDuplexPipe, CancellationToken)" path="/exception"/>
    public Task ServeAsync(EndpointConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return PeerServer.ServeAsync(connection, Time, _logger, CreateSession(connection), cancellationToken);
    }

    internal void CountDroppedResponse(in CciHeader header)
    {
        Interlocked.Increment(ref _droppedResponses);
        if (!Journal.IsRead || Port.HostId is null)
            return;
        using (Enter())
            EnterNote(HostNoteKind.Response, header.Opcode, header.MessageTag);
    }

    /// <summary>Enters how the host spoke in the journal. Called with the gate held.</summary>
    internal void EnterNote(HostNoteKind kind, Opcode opcode, byte tag)
    {
        if (Journal.IsRead && Port.HostId is { } host)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"tag {tag}");
            Journal.EnterNote(host, CommandRoute.Stream, new HostNote(kind, opcode, what));
        }
    }

    /// <summary>Enters that a peer on a byte stream is notified, for captures. Called with the gate held.</summary>
    internal void EnterNotification(ReadOnlySpan<byte> message) => Journal.EnterNotification(Port.HostId, message);

    /// <summary>Takes the device's gate, to have it do something.</summary>
    internal GateScope Enter() => _device.Enter();

    /// <summary>A peer is there, to be told of events.</summary>
    internal void Add(EventNotifier notifier, string? name)
    {
        using (Enter())
        {
            _device.Journal.EnterPeer(isThere: true, Port.HostId, CommandRoute.Stream, name);
            if (_notifiers.Count == 0)
                Port.EventNotification += Notify;
            _notifiers.Add(notifier);
        }
    }

    /// <summary>A peer is gone.</summary>
    internal void Remove(EventNotifier notifier, string? name)
    {
        using (Enter())
        {
            _device.Journal.EnterPeer(isThere: false, Port.HostId, CommandRoute.Stream, name);
            _notifiers.Remove(notifier);
            if (_notifiers.Count == 0)
                Port.EventNotification -= Notify;
        }
    }

    private Func<ConnectionOutput, Action<Exception>, PeerSession> CreateSession(object name) =>
        (output, fail) => new CciSession(this, output, fail, name, _logger);

    // Raised with the gate held.
    private void Notify(ushort mask)
    {
        foreach (EventNotifier notifier in _notifiers)
            notifier.Notify(mask);
    }
}
