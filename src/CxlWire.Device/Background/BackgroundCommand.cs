using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Background;

/// <summary>A command that goes on in the background, as 0002h tells of it.</summary>
/// <param name="time">The device's clock.</param>
/// <param name="opcode">The command.</param>
/// <param name="duration">How long it takes.</param>
/// <param name="code">How it ends.</param>
/// <param name="vendorStatus">Vendor-specific extended status that it ends with.</param>
internal sealed class BackgroundCommand(
    TimeProvider time, Opcode opcode, TimeSpan duration, ReturnCode code, ushort vendorStatus)
{
    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>When it ends, by the clock's timestamps.</summary>
    public long EndsAt =>
        _startedAt + (long)((Int128)duration.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond);

    public bool IsRunning => Elapsed < duration;

    /// <summary>Until it has ended; whole milliseconds, rounded up, as timers take them.</summary>
    public TimeSpan TimeLeft =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max((duration - Elapsed).TotalMilliseconds, 0)));

    /// <summary>How far it is, and when it has ended, how.</summary>
    public BackgroundOperationStatusResponse Status => IsRunning
        ? new()
        {
            InProgress = true,
            PercentageComplete = (byte)Math.Clamp(Elapsed.Ticks * 100 / duration.Ticks, 0, 99),
            Opcode = opcode,
        }
        : new()
        {
            PercentageComplete = 100,
            Opcode = opcode,
            ReturnCode = code,
            VendorStatus = vendorStatus,
        };

    private TimeSpan Elapsed => time.GetElapsedTime(_startedAt);
}
