using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Background;

/// <summary>A command that goes on in the background, as 0002h tells of it.</summary>
/// <param name="time">The device's clock.</param>
/// <param name="opcode">The command.</param>
/// <param name="duration">How long it takes.</param>
internal sealed class BackgroundCommand(TimeProvider time, Opcode opcode, TimeSpan duration)
{
    private const ulong MaxDuration = (ulong)int.MaxValue * 1_000_000;
    private const int MaxRequest = 1 << 20;

    private readonly TimeSpan _duration = duration;
    private long _startedAt = time.GetTimestamp();
    private long? _endedAt;
    private ReturnCode _code;

    /// <summary>The host that it is for; null: the Fabric Manager.</summary>
    public int? HostId { get; init; }

    /// <summary>What says, in the request, what it is for.</summary>
    public byte[] Request { get; init; } = [];

    /// <summary>Does what it is for, at its end, and says how that went; null: there is nothing to do.</summary>
    public Func<ReturnCode>? Complete { get; init; }

    /// <summary>Called when it is aborted, and nothing of what it is for is done; null: nobody is.</summary>
    public Action? OnAborted { get; init; }

    /// <summary>How it ends where there is nothing to do.</summary>
    public ReturnCode Code
    {
        get => _code;
        init => _code = value;
    }

    /// <summary>Vendor-specific extended status that it ends with.</summary>
    public ushort VendorStatus { get; init; }

    /// <summary>The command.</summary>
    public Opcode Opcode => opcode;

    /// <summary>When it ends, or has ended, by the clock's timestamps.</summary>
    public long EndsAt => _endedAt
        ?? _startedAt + (long)((Int128)_duration.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Whether its time is over, and what it is for is still to be done.</summary>
    public bool IsDue => _endedAt is null && Complete is not null && Elapsed >= _duration;

    /// <summary>What has something to do at its end runs until that is done.</summary>
    public bool IsRunning => _endedAt is null && (Complete is not null || Elapsed < _duration);

    /// <summary>Until it has ended; whole milliseconds, rounded up, as timers take them.</summary>
    public TimeSpan TimeLeft =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max((_duration - Elapsed).TotalMilliseconds, 0)));

    /// <summary>How far it is, and when it has ended, how.</summary>
    public BackgroundOperationStatusResponse Status => IsRunning
        ? new()
        {
            InProgress = true,
            PercentageComplete = PercentComplete(99),
            Opcode = opcode,
        }
        : new()
        {
            PercentageComplete = PercentComplete(100),
            Opcode = opcode,
            ReturnCode = _code,
            VendorStatus = VendorStatus,
        };

    private TimeSpan Elapsed => _endedAt is { } ended
        ? time.GetElapsedTime(_startedAt, ended) : time.GetElapsedTime(_startedAt);

    /// <summary>Does what it is for; it is due.</summary>
    public void Finish()
    {
        _endedAt = EndsAt;
        _code = Complete!();
    }

    /// <summary>Ends it now, and nothing of what it is for is done.</summary>
    public void Abort()
    {
        _endedAt = time.GetTimestamp();
        _code = ReturnCode.Aborted;
        OnAborted?.Invoke();
    }

    /// <summary>
    /// Writes a command, or reads one, which is null where there was none. What only a fault let take long is not
    /// written: it belongs to the scenario.
    /// </summary>
    /// <param name="state">Where it is written.</param>
    /// <param name="time">The device's clock.</param>
    /// <param name="command">The command.</param>
    /// <param name="resume">Finds what a command that runs is for.</param>
    public static BackgroundCommand? Exchange(
        StateArchive state, TimeProvider time, BackgroundCommand? command, BackgroundResumption resume)
    {
        BackgroundCommand? all = command;
        if (command is { Complete: null, _endedAt: null })
            command = null;
        var opcode = new Opcode((ushort)state.Number("opcode", command?.Opcode.Value ?? 0, ushort.MaxValue));
        ulong duration = state.Number(
            "duration_nanoseconds", (ulong)((command?._duration.Ticks ?? 0) * 100), MaxDuration);
        long? startedAt = state.Ago("started", command?._startedAt);
        long? endedAt = state.Ago("ended", command?._endedAt);
        var code = new ReturnCode((ushort)state.Number("return_code", command?._code.Value ?? 0, ushort.MaxValue));
        int vendorStatus = state.Number("vendor_status", command?.VendorStatus ?? 0, ushort.MaxValue);
        bool isManagers = state.Flag("fabric_manager", command is { HostId: null });
        int host = state.Number("host", command?.HostId ?? 0, ushort.MaxValue);
        byte[] request = state.Bytes("request", command?.Request ?? [], MaxRequest);
        if (!state.IsReading)
            return all;
        if (startedAt is null)
            return null;
        Func<ReturnCode>? complete = null;
        Action? onAborted = null;
        if (endedAt is null && !resume(isManagers ? null : host, opcode, request, out complete, out onAborted))
            throw state.Error("opcode", "B1: nothing that goes on in the background");
        return new BackgroundCommand(time, opcode, TimeSpan.FromTicks((long)duration / 100))
        {
            _startedAt = startedAt.Value,
            _endedAt = endedAt,
            Code = code,
            VendorStatus = (ushort)vendorStatus,
            HostId = isManagers ? null : host,
            Request = request,
            Complete = complete,
            OnAborted = onAborted,
        };
    }

    private byte PercentComplete(long most) =>
        (byte)(_duration == TimeSpan.Zero ? most : Math.Clamp(Elapsed.Ticks * 100 / _duration.Ticks, 0, most));
}
