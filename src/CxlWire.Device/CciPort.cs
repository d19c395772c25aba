using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Events;
using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device;

/// <summary>Hears of a command that was answered.</summary>
/// <param name="opcode">The command.</param>
/// <param name="request">Payload of the request; zeros where it was too long to be kept.</param>
/// <param name="reply">Payload of the response.</param>
/// <param name="result">How it ended, and what is to go wrong on the reply's way.</param>
public delegate void CommandObserver(Opcode opcode, ReadOnlySpan<byte> request, ReadOnlySpan<byte> reply, CommandResult result);

/// <summary>
/// One component command interface: what a host, or the Fabric Manager, sends commands to. Streams and
/// mailbox registers meet here.
/// </summary>
public sealed class CciPort
{
    private readonly EventLog[] _logs;
    private readonly byte[] _commandEffectsLog;
    private readonly EventInterruptSettings[] _interruptSettings = new EventInterruptSettings[5];

    internal CciPort(CxlDevice device, CciKinds kind, Host? host)
    {
        DeviceConfiguration configuration = device.Configuration;
        Device = device;
        Kind = kind;
        Host = host;
        Clock = new DeviceClock(device.Clock);
        ReplyLimit = MaximumPayload;
        _commandEffectsLog = Commands.Logs.CommandEffectsLog.Build(CommandTable.Rows.Where(Carries));
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

    /// <summary>A command was answered: carried out, refused, or spoilt by a fault. Raised like <see cref="EventNotification"/>.</summary>
    public event CommandObserver? Answered;

    /// <summary>A fault happened, before <see cref="Answered"/> tells of its command. Raised like <see cref="EventNotification"/>.</summary>
    public event Action<FiredFault>? FaultFired;

    /// <summary>Which CCI this is.</summary>
    public CciKinds Kind { get; }

    /// <summary>Largest request or response payload, in bytes. A length on the wire has 20 bits.</summary>
    public int MaximumPayload => Math.Min(Device.Configuration.PayloadSize, (1 << 20) - 1);

    /// <summary>Largest response payload that the requester asked for (0004h), in bytes.</summary>
    public int ReplyLimit { get; internal set; }

    /// <summary>The dynamic capacity log of this CCI.</summary>
    public EventLog DynamicCapacityLog => _logs[EventLogType.DynamicCapacity.Value];

    /// <summary>Logs of this CCI, indexed by <see cref="EventLogType"/>.</summary>
    public IReadOnlyList<EventLog> Logs => _logs;

    internal CxlDevice Device { get; }

    /// <summary>The Command Effects Log: what this CCI carries (C4).</summary>
    internal ReadOnlySpan<byte> CommandEffectsLog => _commandEffectsLog;

    /// <summary>The host, on a host's CCI.</summary>
    internal Host? Host { get; }

    internal DeviceClock Clock { get; }

    /// <summary>Logs of which 0106h tells: the mask of 0105h.</summary>
    internal ushort NotificationMask { get; set; }

    /// <summary>What 0002h and the mailbox tell of the background: how far sanitizing is (F5), or what a fault lets take long.</summary>
    internal BackgroundOperationStatusResponse BackgroundOperation
    {
        get
        {
            Device.Pool.Refresh();
            Sanitizer sanitizer = Device.Pool.Sanitizer;
            if (Device.Faults?.GetBackground(sanitizer) is { } command)
                return command.Status;
            return new BackgroundOperationStatusResponse
            {
                InProgress = sanitizer.IsRunning,
                PercentageComplete = (byte)(sanitizer.StartedBy == default ? 0 : sanitizer.PercentComplete),
                Opcode = sanitizer.StartedBy,
            };
        }
    }

    /// <summary>How long it still takes, at most; zero where nothing runs.</summary>
    internal TimeSpan BackgroundTimeLeft
    {
        get
        {
            Sanitizer sanitizer = Device.Pool.Sanitizer;
            return Device.Faults?.GetBackground(sanitizer) is { IsRunning: true } command ? command.TimeLeft : sanitizer.TimeLeft;
        }
    }

    /// <summary>Settings of 0103h, indexed by <see cref="EventLogType"/>.</summary>
    internal Span<EventInterruptSettings> InterruptSettings => _interruptSettings;

    /// <summary>
    /// Carries out one command. Hostile bytes are refused, never thrown at; success does not allocate.
    /// </summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="request">Payload of the request.</param>
    /// <param name="reply">Room for <see cref="MaximumPayload"/> bytes of response payload.</param>
    public CommandResult Execute(Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        CommandResult result = ExecuteInside(opcode, request, reply);
        Answered?.Invoke(opcode, request, reply[..result.Length], result);
        return result;
    }

    /// <summary>Carries out a command of this CCI that came inside another's.</summary>
    internal CommandResult ExecuteInside(Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply) =>
        Device.Faults is { } faults ? faults.Execute(this, opcode, request, reply) : CarryOut(opcode, request, reply);

    /// <summary>Carries out a command as the rules say.</summary>
    internal CommandResult CarryOut(Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (!CommandTable.TryGet(opcode, out CommandRow row) || !Carries(row))
            return CommandResult.Refused(ReturnCode.Unsupported, "C1", "opcode", 0, "this CCI does not carry the command");
        if (Has(QemuQuirks.LongListsAreTaken))
            request = request[..(int)Math.Min(request.Length, NeededLength(row, request))];
        Sanitizer sanitizer = Device.Pool.Sanitizer;
        Device.Pool.Refresh();
        sanitizer.HasStarted = false;
        CommandResult result = row.PayloadRule.TryCheck(request, out LayoutError error)
            ? row.Handler!(this, request, reply[..Math.Min(ReplyLimit, reply.Length)])
            : CommandResult.Refused(ReturnCode.InvalidPayloadLength, "C2", error.Field, error.Offset, error.ToString());
        if (result.Refusal is not null)
            row.Refused?.Invoke(this);
        if (!sanitizer.HasStarted)
            return result;
        sanitizer.StartedBy = opcode;
        return result.WithBackgroundOperation();
    }

    /// <summary>
    /// Refuses a command whose payload was longer than <see cref="MaximumPayload"/> and was thrown away (C5).
    /// </summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="length">Bytes that the payload had.</param>
    public CommandResult RefuseOversized(Opcode opcode, uint length)
    {
        if (CommandTable.TryGet(opcode, out CommandRow row) && Carries(row))
            row.Refused?.Invoke(this);
        var result = CommandResult.Refused(
            ReturnCode.InvalidPayloadLength, "C5", "payload_length", 5, $"{length} bytes, at most {MaximumPayload} are taken");

        // What was in the payload is gone; that it was too long is all that counted.
        Answered?.Invoke(opcode, Answered is null ? [] : new byte[length], [], result);
        return result;
    }

    /// <summary>Whether the device follows QEMU in this.</summary>
    internal bool Has(QemuQuirks quirk) => (Device.Configuration.Quirks & quirk) != 0;

    /// <summary>A fault happened.</summary>
    internal void Tell(FiredFault fault) => FaultFired?.Invoke(fault);

    internal void Reset()
    {
        InterruptSettings.Clear();
        NotificationMask = 0;
        ReplyLimit = MaximumPayload;
    }

    /// <summary>Bytes that a command of which QEMU ignores a surplus reads (q16); of others, all.</summary>
    private static long NeededLength(CommandRow row, ReadOnlySpan<byte> request)
    {
        if (row.Opcode == Opcode.SetEventInterruptPolicy)
            return EventInterruptPolicy.Size;
        if (row.Opcode == Opcode.ClearEventRecords && ClearEventRecordsRequest.TryReadFixedPart(request, out ClearEventRecordsRequest clear, out _))
            return ClearEventRecordsRequest.SizeWith(clear.HandleCount);
        return row.Request.List?.Entry == UpdatedExtent.Layout && UpdatedExtentList.TryReadFixedPart(request, out UpdatedExtentList list, out _)
            ? UpdatedExtentList.Size + ((long)list.Count * UpdatedExtent.Size)
            : request.Length;
    }

    private bool Carries(CommandRow row) =>
        row.Handler is not null && (row.Ccis & Kind) != 0 && !(row.IsUnknownToQemu && Has(QemuQuirks.NoResponseRecords));

    private EventLog NewLog(EventLogType type, int depth)
    {
        bool losesRecords = Has(QemuQuirks.FullLogLosesRecords);
        return new EventLog(type, depth, losesRecords ? 0 : Device.Configuration.WaitingRecordsLimit, Clock, this, Device.Configuration.Quirks);
    }

    /// <summary>A log went from empty to not empty.</summary>
    internal void OnFilled(EventLogType type)
    {
        bool asks = (NotificationMask & (1 << type.Value)) != 0 || _interruptSettings[type.Value].Mode != EventInterruptMode.None;
        if (asks && Device.Faults?.LosesInterrupt(this, type) == true)
            return;
        Tell(type);
    }

    /// <summary>Tells of a log as its policies ask (E8, E11).</summary>
    internal void Tell(EventLogType type)
    {
        ushort bit = (ushort)(1 << type.Value);
        if ((NotificationMask & bit) != 0)
            EventNotification?.Invoke(bit);
        EventInterruptSettings settings = _interruptSettings[type.Value];
        if (settings.Mode != EventInterruptMode.None)
            Interrupt?.Invoke(type, settings);
    }
}
