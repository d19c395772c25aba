using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Background;

/// <summary>
/// What runs in the background, one thing at a time for 0002h and the mailbox: sanitizing (F5), or a command that
/// was made to take long.
/// </summary>
internal sealed class BackgroundOperations(TimeProvider time, CapacityPool pool)
{
    private BackgroundCommand? _command;

    /// <summary>Whether a command runs; another one has to wait.</summary>
    public bool IsCommandRunning => _command is { IsRunning: true };

    /// <summary>How far it is.</summary>
    public BackgroundOperationStatusResponse Status
    {
        get
        {
            if (LatestCommand is { } command)
                return command.Status;
            Sanitizer sanitizer = pool.Sanitizer;
            return new BackgroundOperationStatusResponse
            {
                InProgress = sanitizer.IsRunning,
                PercentageComplete = (byte)(sanitizer.StartedBy == default ? 0 : sanitizer.PercentComplete),
                Opcode = sanitizer.StartedBy,
            };
        }
    }

    /// <summary>How long it still takes, at most; zero where nothing runs.</summary>
    public TimeSpan TimeLeft =>
        LatestCommand is { IsRunning: true } command ? command.TimeLeft : pool.Sanitizer.TimeLeft;

    /// <summary>
    /// The command that runs, or ran last; null: none did, or the sanitizer since. Looking changes nothing: what the
    /// device answers does not depend on who has read its registers.
    /// </summary>
    private BackgroundCommand? LatestCommand =>
        _command is { IsRunning: false } ended && pool.Sanitizer.RanAfter(ended.EndsAt) ? null : _command;

    /// <summary>Has a command go on in the background; none does.</summary>
    public void Start(Opcode opcode, TimeSpan duration, ReturnCode code, ushort vendorStatus) =>
        _command = new BackgroundCommand(time, opcode, duration, code, vendorStatus);

    /// <summary>Forgets the command.</summary>
    public void Clear() => _command = null;
}
