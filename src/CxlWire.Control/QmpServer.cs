using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using CxlWire.Control.Commands;
using CxlWire.Control.Json;
using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Verification;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Control;

/// <summary>What a <see cref="QmpServer"/> needs from its process.</summary>
public sealed record QmpServerOptions
{
    /// <summary>The clock of the events' timestamps.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Ends the process, cleanly: what <c>quit</c> does, once its reply is written. Called on the thread of
    /// that session; does not wait for it.
    /// </summary>
    public Action Quit { get; init; } = () => { };

    /// <summary>
    /// Writes a device file for <c>x-cxlwire-save</c>; throws an <see cref="IOException"/> whose message says why not.
    /// Null: the process has no files for its peers.
    /// </summary>
    public Action<string, DeviceConfiguration>? SaveDevice { get; init; }

    /// <summary>
    /// Reads a device file for <c>x-cxlwire-load</c>; throws an <see cref="IOException"/> whose message says why not.
    /// Null: the process has no files for its peers.
    /// </summary>
    public Func<string, DeviceConfiguration>? LoadDevice { get; init; }

    /// <summary>
    /// Whether it keeps what happens to the devices from the beginning on, for <c>x-cxlwire-query-journal</c> and its
    /// like; at most some 2 MiB of each.
    /// </summary>
    public bool KeepsJournal { get; init; } = true;

    /// <summary>
    /// What recordings have of a device's journal, for <c>x-cxlwire-query-journal</c>. Called for each answer, it
    /// returns who takes the entries in, one after the other, and returns what writes the steps that are whole with an
    /// entry, as elements of a JSON array: null, while it is part of one. Null: no form of recordings is known here.
    /// </summary>
    public Func<CxlDevice, Func<JournalEntry, Action<Utf8JsonWriter>?>>? StepsOf { get; init; }

    /// <summary>Takes refused commands (debug) and dropped sessions (warning).</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}

/// <summary>
/// The control socket: speaks QMP, the QEMU Machine Protocol, with the commands of QEMU's Dynamic Capacity
/// Device, on any number of connections. docs/control.md says what a peer sees.
/// </summary>
public sealed class QmpServer : IDisposable
{
    /// <summary>Extents of a reply that is written whatever the others do.</summary>
    internal const int ExtentsOfShortReply = 4096;

    /// <summary>Extents that all sessions' longer replies, while they are written, keep from being freed.</summary>
    internal const int MaximumHeldExtents = 4 << 20;

    /// <summary>Bytes of requests and replies of a device that are kept at most; 16 Ki entries.</summary>
    internal const int JournalSize = 2 << 20;

    // Many devices share what they keep.
    private const int AllJournals = 16 << 20;
    private const int MinJournalSize = 16 << 10;

    /// <summary>Bytes of long messages that all sessions may be reading.</summary>
    internal const int MaximumLongMessages = 64 << 20;

    private readonly QmpServerOptions _options;
    private readonly List<Action> _unsubscribe = [];
    private readonly Dictionary<CxlDevice, JournalMonitor> _monitors = [];
    private readonly Dictionary<CxlDevice, Func<IReadOnlyList<QmpViolation>>> _judges = [];
    private int _lastSession;

    /// <summary>Serves devices and listens to what their hosts do.</summary>
    /// <param name="devices">Devices, each with its own QOM path.</param>
    /// <param name="options">What it needs; the system's clock, no log and nothing to quit where null.</param>
    /// <exception cref="ArgumentException">Two devices have the same QOM path.</exception>
    public QmpServer(IReadOnlyList<CxlDevice> devices, QmpServerOptions? options = null)
    {
        _options = options ?? new QmpServerOptions();
        Devices = devices;
        Tree = new QomTree(devices);
        Events = new QmpEvents(_options.Clock);
        foreach (CxlDevice device in devices)
            Subscribe(device);
        if (_options.KeepsJournal)
            KeepJournal();
    }

    internal IReadOnlyList<CxlDevice> Devices { get; }

    internal QomTree Tree { get; }

    internal QmpEvents Events { get; }

    internal SharedBudget HeldExtents { get; } = new(MaximumHeldExtents);

    internal SharedBudget LongMessages { get; } = new(MaximumLongMessages);

    internal ILogger Logger => _options.Logger;

    /// <summary>What has happened to a device.</summary>
    /// <exception cref="QmpException">It is not kept.</exception>
    internal JournalMonitor MonitorOf(CxlDevice device) => _monitors.GetValueOrDefault(device)
        ?? throw QmpException.Generic("what happens is not kept here");

    internal QmpServerOptions Options => _options;

    /// <summary>
    /// Serves one connection until its input ends, the peer quits or vanishes, or it is cancelled. Does not
    /// complete the pipe's ends: they are the caller's.
    /// </summary>
    /// <param name="connection">Where the peer's bytes come from and the server's go.</param>
    /// <param name="cancellationToken">Ends the session; no exception comes of that.</param>
    public async Task RunAsync(IDuplexPipe connection, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _lastSession);
        using var session = new QmpSession(this, connection, number, cancellationToken);
        EnterPeer(isThere: true, connection);
        Events.Add(session);
        try
        {
            await session.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            Events.Remove(session);
            EnterPeer(isThere: false, connection);
        }
    }

    /// <summary>
    /// Keeps what happens from now on, if it does not yet: for who learns only later whether anybody may ask. Before
    /// anybody is served.
    /// </summary>
    public void KeepJournal()
    {
        int size = Math.Clamp(AllJournals / Math.Max(1, Devices.Count), MinJournalSize, JournalSize);
        foreach (CxlDevice device in Devices)
        {
            if (_monitors.ContainsKey(device))
                continue;
            device.Journal.Size = size;
            _monitors.Add(device, new JournalMonitor(device));
        }
    }

    /// <summary>Listens to the devices no longer. Ends no session: cancelling does.</summary>
    public void Dispose()
    {
        foreach (Action unsubscribe in _unsubscribe)
            unsubscribe();
        _unsubscribe.Clear();
        foreach (JournalMonitor monitor in _monitors.Values)
            monitor.Dispose();
    }

    /// <summary>
    /// Carries out a command as for a session that has negotiated; commands about the session itself do nothing. A
    /// recorded command is played again so.
    /// </summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">A JSON object.</param>
    public ControlOutcome Execute(string command, ReadOnlyMemory<byte> arguments)
    {
        var reply = new ArrayBufferWriter<byte>();
        using var call = new QmpCall(this, session: null, reply);
        try
        {
            using JsonDocument document = QmpJson.Parse(arguments);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw QmpException.Generic("QMP input member 'arguments' must be an object");
            QmpCommandTable.Find(command).Run(call, QmpArguments.Of(document.RootElement));
            if (call.Wait is { } wait && wait(new CancellationToken(canceled: true)).Result is { Length: > 0 } missing)
                throw QmpException.Generic(missing);
            call.WriteOn(int.MaxValue);
            return new ControlOutcome(reply.WrittenMemory, null);
        }
        catch (QmpException e)
        {
            return new ControlOutcome(default, new ControlError(e.ErrorClass, e.Message));
        }
    }

    /// <summary>Somebody judges a device's drivers. Before anybody is served.</summary>
    /// <param name="device">One of the devices.</param>
    /// <param name="violations">What was told of all that has happened until it is called. Any thread may call.</param>
    public void JudgedBy(CxlDevice device, Func<IReadOnlyList<QmpViolation>> violations) =>
        _judges[device] = violations;

    /// <exception cref="QmpException">Nobody judges.</exception>
    internal IReadOnlyList<QmpViolation> ViolationsOf(CxlDevice device) =>
        _judges.GetValueOrDefault(device)?.Invoke() ?? throw QmpException.Generic("nobody judges the drivers here");

    /// <summary>
    /// Tells every session that has negotiated of a violation: X_CXLWIRE_VIOLATION. Any thread may call.
    /// </summary>
    /// <param name="device">One of the devices.</param>
    /// <param name="violation">What a driver did.</param>
    public void RaiseViolation(CxlDevice device, QmpViolation violation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(violation);
        Events.Violated(device, violation);
        _monitors.GetValueOrDefault(device)?.Violated(violation.Rule);
    }

    internal void QuitProcess() => _options.Quit();

    private void EnterPeer(bool isThere, IDuplexPipe connection)
    {
        foreach (CxlDevice device in Devices.Where(device => device.Journal.IsRead))
        {
            using (device.Enter())
                device.Journal.EnterPeer(isThere, hostId: null, CommandRoute.Control, connection.ToString());
        }
    }

    private void Subscribe(CxlDevice device)
    {
        void OnAddResponded(CapacityChange change) => Events.AddResponded(device, change);
        void OnReleased(CapacityChange change) => Events.Released(device, change);
        void OnRefused(RefusedCommand refused) => Events.Refused(device, refused);
        void OnFired(FiredFault fault) => Events.Fired(device, fault);
        device.FabricManager.AddResponded += OnAddResponded;
        device.FabricManager.Released += OnReleased;
        device.Activity.CommandRefused += OnRefused;
        device.Activity.FaultFired += OnFired;
        _unsubscribe.Add(() =>
        {
            lock (device.Gate)
            {
                device.FabricManager.AddResponded -= OnAddResponded;
                device.FabricManager.Released -= OnReleased;
                device.Activity.CommandRefused -= OnRefused;
                device.Activity.FaultFired -= OnFired;
            }
        });
    }
}
