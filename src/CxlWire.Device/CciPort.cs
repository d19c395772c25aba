using CxlWire.Device.Activity;
using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Configuration;
using CxlWire.Device.Events;
using CxlWire.Device.Journal;
using CxlWire.Device.Logs;
using CxlWire.Device.State;
using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Events;

namespace CxlWire.Device;

/// <summary>
/// One component command interface: what a host, or the Fabric Manager, sends commands to. Streams and
/// mailbox registers meet here.
/// </summary>
public sealed class CciPort
{
    private static readonly Refusal _busy = Refusal.At(
        CciHeader.Layout, "opcode", ReturnCode.Busy, "B1", "another command runs in the background");

    private static readonly Refusal _mediaDisabled = Refusal.At(
        CciHeader.Layout, "opcode", ReturnCode.MediaDisabled, "Z2", "the media is sanitized, or was not to the end");

    private readonly EventLog[] _logs;
    private readonly CommandSet _commands;
    private readonly EventInterruptSettings[] _interruptSettings = new EventInterruptSettings[5];

    // The first step of a command's way: Dispatch, or what wraps it.
    private CommandStep _entry;

    internal CciPort(DeviceParts device, CommandSet commands, CciKinds kind, Host? host)
    {
        DeviceConfiguration configuration = device.Configuration;
        _commands = commands;
        _entry = Dispatch;
        Device = device;
        Kind = kind;
        Host = host;
        Clock = new DeviceClock(device.Clock);
        ReplyLimit = MaximumPayload;
        ComponentLogs = new ComponentLogs(commands.EffectsLog, device.Policy);
        _logs =
        [
            NewLog(EventLogType.Informational, configuration.EventLogDepths.Informational),
            NewLog(EventLogType.Warning, configuration.EventLogDepths.Warning),
            NewLog(EventLogType.Failure, configuration.EventLogDepths.Failure),
            NewLog(EventLogType.Fatal, configuration.EventLogDepths.Fatal),
            NewLog(EventLogType.DynamicCapacity, configuration.EventLogDepths.DynamicCapacity),
        ];
    }

    /// <summary>
    /// E11: the device has an Event Notification (0106h) for whoever listens on this CCI. The argument is
    /// the 16-bit mask of its payload. Raised inside <see cref="Execute"/> or a call of the Fabric Manager.
    /// </summary>
    public event Action<ushort>? EventNotification;

    /// <summary>
    /// E8: a log went from empty to not empty and its policy asks for an interrupt. Raised like
    /// <see cref="EventNotification"/>.
    /// </summary>
    public event Action<EventLogType, EventInterruptSettings>? Interrupt;

    /// <summary>Which CCI this is.</summary>
    public CciKinds Kind { get; }

    /// <summary>The host whose CCI it is; null: the Fabric Manager's.</summary>
    public int? HostId => Host?.Id;

    /// <summary>The commands that it carries (C1), by opcode.</summary>
    public IReadOnlyList<CommandRow> Commands => _commands.Rows;

    /// <summary>Largest request or response payload, in bytes.</summary>
    public int MaximumPayload => Device.Configuration.PayloadSize;

    /// <summary>Largest response payload that the requester asked for (0004h), in bytes.</summary>
    public int ReplyLimit { get; internal set; }

    /// <summary>The dynamic capacity log of this CCI.</summary>
    public EventLog DynamicCapacityLog => _logs[EventLogType.DynamicCapacity.Value];

    /// <summary>Logs of this CCI, indexed by <see cref="EventLogType"/>.</summary>
    public IReadOnlyList<EventLog> Logs => _logs;

    /// <summary>
    /// Completion code that a fault has in store for the next MCTP control message on a line that carries the CCI; 0:
    /// none has. Under the device's gate.
    /// </summary>
    public byte NextMctpControlCode { get; set; }

    internal DeviceParts Device { get; }

    /// <summary>The Command Effects Log, and the logs that 0404h populates.</summary>
    internal ComponentLogs ComponentLogs { get; }

    /// <summary>The host, on a host's CCI.</summary>
    internal Host? Host { get; }

    internal DeviceClock Clock { get; }

    /// <summary>Logs of which 0106h tells: the mask of 0105h.</summary>
    internal ushort NotificationMask { get; set; }

    /// <summary>
    /// Decides whether who listens here is told that a log has records; null: it always is.
    /// </summary>
    internal Predicate<EventLogType>? NotificationFilter { get; set; }

    /// <summary>Settings of 0103h, indexed by <see cref="EventLogType"/>.</summary>
    internal Span<EventInterruptSettings> InterruptSettings => _interruptSettings;

    /// <summary>
    /// Executes one command: the whole way, faults included. Hostile bytes are refused, never thrown at; success
    /// does not allocate. Where it writes labels that somebody keeps (<see cref="LabelStorage.Keeper"/>), the device's
    /// gate is left for as long as that takes, and then taken again, before anything is done.
    /// </summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="request">Payload of the request.</param>
    /// <param name="reply">Room for <see cref="MaximumPayload"/> bytes of response payload.</param>
    /// <param name="route">How it came here.</param>
    /// <param name="carrier">What carried it on an MCTP line of which a capture is made; else null.</param>
    public CommandResult Execute(
        Opcode opcode,
        ReadOnlySpan<byte> request,
        Span<byte> reply,
        CommandRoute route = CommandRoute.Call,
        LineMessage? carrier = null)
    {
        return Device.LabelStorage.MustKeep && TryFindLabels(opcode, request, out LabelWrite labels)
            ? ExecuteKept(labels, opcode, request, reply, route, carrier)
            : ExecuteStep(opcode, request, reply, route, carrier);
    }

    /// <summary>
    /// Refuses a command whose payload was longer than <see cref="MaximumPayload"/> and was thrown away (C5).
    /// </summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="length">Bytes that the payload had.</param>
    /// <param name="route">How it came here.</param>
    public CommandResult RefuseOversized(Opcode opcode, uint length, CommandRoute route = CommandRoute.Call) =>
        Refuse(opcode, length, TooLong(length), route);

    /// <summary>Refuses a command that does not get as far as being carried out.</summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="length">Bytes that the payload had.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="route">How it came here.</param>
    /// <param name="carrier">What carried it on an MCTP line of which a capture is made; else null.</param>
    public CommandResult Refuse(
        Opcode opcode,
        uint length,
        Refusal refusal,
        CommandRoute route = CommandRoute.Call,
        LineMessage? carrier = null)
    {
        using JournalStep step = Device.Journal.Begin();
        if (_commands.TryGet(opcode, out HandlerRow row))
            row.OnRefused?.Invoke(this);
        Device.Journal.NoteChange();
        var result = CommandResult.Refused(refusal);
        Device.Activity.RaiseCommandExecuted(new ExecutedCommand
        {
            HostId = HostId,
            Route = route,
            Opcode = opcode,
            Request = [],
            RequestLength = length,
            Reply = [],
            Result = result,
            Carrier = carrier,
        });
        return result;
    }

    /// <summary>Why a command is refused whose payload is longer than <see cref="MaximumPayload"/> (C5).</summary>
    /// <param name="length">Bytes that the payload had.</param>
    public Refusal TooLong(uint length) => Refusal.At(
        CciHeader.Layout,
        "payload_length",
        ReturnCode.InvalidPayloadLength,
        "C5",
        $"{length} bytes, at most {MaximumPayload} are taken");

    /// <summary>Finds what a command would write to the label storage area, if it is carried out.</summary>
    internal bool TryFindLabels(Opcode opcode, ReadOnlySpan<byte> request, out LabelWrite write)
    {
        write = default;
        return _commands.TryGet(opcode, out HandlerRow row)
            && row.TryFindLabels is { } tryFind
            && row.TryCheckLength(request, out _)
            && tryFind(this, request, out write);
    }

    /// <summary>Has every command go through what is made around the step given; null: nothing wraps it.</summary>
    internal void Wrap(Func<CommandStep, CommandStep>? layer) => _entry = layer is null ? Dispatch : layer(Dispatch);

    /// <summary>Clears all logs but that of dynamic capacity: what a host is offered it has to be told.</summary>
    internal void ClearMediaLogs()
    {
        foreach (EventLog log in _logs)
        {
            if (log.Type != EventLogType.DynamicCapacity)
                log.ClearAll();
        }
    }

    internal void Reset()
    {
        InterruptSettings.Clear();
        NotificationMask = 0;
        ReplyLimit = MaximumPayload;
    }

    /// <summary>Tells of a log as its policies ask (E8, E11).</summary>
    internal void RaiseNotification(EventLogType type)
    {
        ushort bit = (ushort)(1 << type.Value);
        if ((NotificationMask & bit) != 0)
        {
            if (Device.Journal.IsRead)
                Device.Journal.EnterNotified(HostId);
            EventNotification?.Invoke(bit);
        }

        EventInterruptSettings settings = _interruptSettings[type.Value];
        if (settings.Mode != EventInterruptMode.None)
            Interrupt?.Invoke(type, settings);
    }

    /// <summary>
    /// Has a command go on in the background, which its row says the end of: the last thing that its handler does.
    /// </summary>
    /// <param name="opcode">The command.</param>
    /// <param name="request">What of its request says what it is for.</param>
    /// <param name="duration">How long it takes, by the device's clock.</param>
    internal CommandResult StartBackground(Opcode opcode, ReadOnlySpan<byte> request, TimeSpan duration)
    {
        byte[] kept = request.ToArray();
        TryFindEnd(opcode, kept, out Func<ReturnCode>? complete, out Action? onAborted);
        return Device.Background.Start(opcode, duration, (HostId, kept), complete!, onAborted);
    }

    /// <summary>Finds what a command does at the end that goes on in the background.</summary>
    internal bool TryFindEnd(Opcode opcode, byte[] request, out Func<ReturnCode>? complete, out Action? onAborted)
    {
        (complete, onAborted) = (null, null);
        if (!_commands.TryGet(opcode, out HandlerRow row) || row.Complete is not { } end
            || !row.TryCheckLength(request, out _))
        {
            return false;
        }

        complete = () => end(this, request);
        if (row.OnAborted is { } abort)
            onAborted = () => abort(this);
        return true;
    }

    /// <summary>Writes what the CCI is in, or takes something else in its place.</summary>
    internal void Exchange(StateArchive state)
    {
        Clock.Exchange(state);
        NotificationMask = (ushort)state.Number("notification_mask", NotificationMask, ushort.MaxValue);
        ReplyLimit = state.Number("reply_limit", ReplyLimit, MaximumPayload, MaximumPayload);
        ComponentLogs.Exchange(state);
        foreach (EventLog log in _logs)
        {
            state.Object(log.Type.ToName(), inner =>
            {
                Span<byte> settings = stackalloc byte[EventInterruptSettings.Size];
                _interruptSettings[log.Type.Value].TryWrite(settings);
                settings[0] = (byte)inner.Number("interrupt_settings", settings[0], byte.MaxValue);
                EventInterruptSettings.TryRead(settings, out _interruptSettings[log.Type.Value], out _);
                log.Exchange(inner);
            });
        }
    }

    private CommandResult ExecuteStep(
        Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply, CommandRoute route, LineMessage? carrier)
    {
        using JournalStep step = Device.Journal.Begin();
        CommandResult result = _entry(opcode, request, reply);
        Device.Activity.RaiseCommandExecuted(new ExecutedCommand
        {
            HostId = HostId,
            Route = route,
            Opcode = opcode,
            Request = request,
            RequestLength = (uint)request.Length,
            Reply = reply[..result.Length],
            Result = result,
            Carrier = carrier,
        });
        return result;
    }

    /// <summary>
    /// Has the labels that a command writes kept, which may take its time, without the gate; then executes it. The
    /// device may be another one by then: nothing of the command was looked at that can change.
    /// </summary>
    private CommandResult ExecuteKept(
        LabelWrite labels,
        Opcode opcode,
        ReadOnlySpan<byte> request,
        Span<byte> reply,
        CommandRoute route,
        LineMessage? carrier)
    {
        LabelStorage storage = Device.LabelStorage;
        (int Times, long Since) left = Device.LeaveGate();
        try
        {
            try
            {
                storage.BeginKeeping(labels);
            }
            finally
            {
                Device.ReturnToGate(left);
            }

            CommandResult result = ExecuteStep(opcode, request, reply, route, carrier);
            if (storage.MustRestore)
            {
                left = Device.LeaveGate();
                storage.Restore(labels);
                Device.ReturnToGate(left);
            }

            return result;
        }
        finally
        {
            storage.EndKeeping();
        }
    }

    /// <summary>Finds the command, checks its length, and has its handler do what it asks for.</summary>
    private CommandResult Dispatch(Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (!_commands.TryGet(opcode, out HandlerRow row))
            return CommandResult.Refused(Refusal.At(
                CciHeader.Layout, "opcode", ReturnCode.Unsupported, "C1", "this CCI does not carry the command"));
        if (row.ReadByQemu is { } readByQemu && Device.Policy.TakesSurplusBytes)
            request = request[..(int)Math.Min(request.Length, readByQemu(request))];
        Sanitizer sanitizer = Device.Pool.Sanitizer;
        Device.Pool.Refresh();
        if (Device.Background.Settle() || !row.OnlyLooks)
            Device.Journal.NoteChange();
        ulong sanitized = sanitizer.Added;
        CommandResult result;
        if (!row.TryCheckLength(request, out LayoutError error))
            result = CommandResult.Refused(Refusal.At(error, ReturnCode.InvalidPayloadLength, "C2"));
        else if (row.IsBackground && Device.Background.IsCommandRunning)
            result = CommandResult.Refused(_busy);
        else if (row.NeedsMedia && Host is not null && Device.Sanitization.IsMediaDisabled)
            result = CommandResult.Refused(_mediaDisabled);
        else
            result = row.Handle(this, request, reply[..Math.Min(ReplyLimit, reply.Length)]);
        if (result.Refusal is not null)
            row.OnRefused?.Invoke(this);
        if (sanitizer.Added == sanitized)
            return result;
        sanitizer.StartedBy = opcode;
        return result.WithBackgroundOperation();
    }

    private EventLog NewLog(EventLogType type, int depth)
    {
        int waitingLimit = Device.Policy.WaitingRecordsLimit(Device.Configuration.WaitingRecordsLimit);
        var journal = new EventJournal(Device.Journal, HostId, type);
        return new EventLog(type, depth, waitingLimit, Clock, Device.Policy, OnLogFilled, journal);
    }

    /// <summary>Whether whoever is here has asked to be told of a log: by 0103h, or by 0105h.</summary>
    internal bool ListensTo(EventLogType log) =>
        (NotificationMask & (1 << log.Value)) != 0 || _interruptSettings[log.Value].Mode != EventInterruptMode.None;

    /// <summary>A log went from empty to not empty.</summary>
    private void OnLogFilled(EventLogType type)
    {
        if (ListensTo(type) && NotificationFilter?.Invoke(type) != false)
            RaiseNotification(type);
    }
}
