using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Faults;

/// <summary>A command that a fault lets go on in the background, as 0002h tells of it.</summary>
/// <param name="time">The device's clock.</param>
/// <param name="opcode">The command.</param>
/// <param name="action">How long it takes, and how it ends.</param>
internal sealed class BackgroundCommand(TimeProvider time, Opcode opcode, FaultAction.Background action)
{
    private readonly long _startedAt = time.GetTimestamp();

    public bool IsRunning => Elapsed < action.Duration;

    /// <summary>Until it has ended; whole milliseconds, rounded up, as timers take them.</summary>
    public TimeSpan TimeLeft => TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max((action.Duration - Elapsed).TotalMilliseconds, 0)));

    /// <summary>How far it is, and when it has ended, how.</summary>
    public BackgroundOperationStatusResponse Status => IsRunning
        ? new() { InProgress = true, PercentageComplete = (byte)Math.Clamp(Elapsed.Ticks * 100 / action.Duration.Ticks, 0, 99), Opcode = opcode }
        : new() { PercentageComplete = 100, Opcode = opcode, ReturnCode = action.Code, VendorStatus = action.VendorStatus };

    private TimeSpan Elapsed => time.GetElapsedTime(_startedAt);
}
