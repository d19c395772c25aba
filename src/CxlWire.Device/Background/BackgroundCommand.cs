using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Background;

/// <summary>A command that goes on in the background, as 0002h tells of it.</summary>
/// <param name="time">The device's clock.</param>
/// <param name="opcode">The command.</param>
/// <param name="duration">How long it takes.</param>
internal sealed class BackgroundCommand(TimeProvider time, Opcode opcode, TimeSpan duration)
{
    private readonly long _startedAt = time.GetTimestamp();
    private long? _endedAt;
    private ReturnCode _code;

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
        ?? _startedAt + (long)((Int128)duration.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Whether its time is over, and what it is for is still to be done.</summary>
    public bool IsDue => _endedAt is null && Complete is not null && Elapsed >= duration;

    /// <summary>What has something to do at its end runs until that is done.</summary>
    public bool IsRunning => _endedAt is null && (Complete is not null || Elapsed < duration);

    /// <summary>Until it has ended; whole milliseconds, rounded up, as timers take them.</summary>
    public TimeSpan TimeLeft =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max((duration - Elapsed).TotalMilliseconds, 0)));

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

    private byte PercentComplete(long most) =>
        (byte)(duration == TimeSpan.Zero ? most : Math.Clamp(Elapsed.Ticks * 100 / duration.Ticks, 0, most));
}
