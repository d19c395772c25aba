using CxlWire.Device.Capacity;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Background;

/// <summary>
/// What runs in the background, one thing at a time for 0002h and the mailbox: sanitizing (F5), or a command. A
/// command does what it is for at its end (B2), in the first step of the device after that; where none comes, the
/// clock makes one.
/// </summary>
internal sealed class BackgroundOperations
{
    // 24 days: timers take no more.
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly TimeProvider _time;
    private readonly CapacityPool _pool;
    private readonly Action _onDue;
    private BackgroundCommand? _command;
    private ITimer? _timer;

    /// <summary>Nothing runs.</summary>
    /// <param name="time">The device's clock.</param>
    /// <param name="pool">Whose sanitizing it tells of.</param>
    /// <param name="onDue">Makes a step that calls <see cref="Settle"/>; called by the clock, without the gate.</param>
    public BackgroundOperations(TimeProvider time, CapacityPool pool, Action onDue)
    {
        _time = time;
        _pool = pool;
        _onDue = onDue;
    }

    /// <summary>How long some bytes take, at a rate.</summary>
    public static TimeSpan DurationOf(ulong bytes, ulong bytesPerSecond)
    {
        double seconds = bytes / (double)bytesPerSecond;
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue / 2;
    }

    /// <summary>Whether a command runs; another one has to wait (B1).</summary>
    public bool IsCommandRunning => _command is { IsRunning: true };

    /// <summary>How far it is.</summary>
    public BackgroundOperationStatusResponse Status
    {
        get
        {
            if (LatestCommand is { } command)
                return command.Status;
            Sanitizer sanitizer = _pool.Sanitizer;
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
        LatestCommand is { IsRunning: true } command ? command.TimeLeft : _pool.Sanitizer.TimeLeft;

    /// <summary>
    /// The command that runs, or ran last; null: none did, or the sanitizer since. Looking changes nothing: what the
    /// device answers does not depend on who has read its registers.
    /// </summary>
    private BackgroundCommand? LatestCommand =>
        _command is { IsRunning: false } ended && _pool.Sanitizer.RanAfter(ended.EndsAt) ? null : _command;

    /// <summary>Has a command go on in the background that does nothing more; none does.</summary>
    public void Pretend(Opcode opcode, TimeSpan duration, ReturnCode code, ushort vendorStatus) =>
        _command = new BackgroundCommand(_time, opcode, duration) { Code = code, VendorStatus = vendorStatus };

    /// <summary>
    /// Has a command go on in the background: the last thing that its handler does. None does, since the port refuses
    /// a second one whose row has <see cref="CommandEffects.BackgroundOperation"/> (B1).
    /// </summary>
    /// <param name="opcode">The command.</param>
    /// <param name="duration">How long it takes, by the device's clock.</param>
    /// <param name="origin">The host that it is for, if any, and what of the request says what for.</param>
    /// <param name="complete">Does what it is for, inside a step, and says how that went.</param>
    /// <param name="onAborted">Called in its place where 0005h aborts the command.</param>
    public CommandResult Start(
        Opcode opcode,
        TimeSpan duration,
        (int? HostId, byte[] Request) origin,
        Func<ReturnCode> complete,
        Action? onAborted = null)
    {
        _command = new BackgroundCommand(_time, opcode, duration < _longest ? duration : _longest)
        {
            HostId = origin.HostId,
            Request = origin.Request,
            Complete = complete,
            OnAborted = onAborted,
        };
        StartTimer();
        return CommandResult.Ended(ReturnCode.BackgroundCommandStarted).WithBackgroundOperation();
    }

    /// <summary>Writes what runs, or ran last, or takes another in its place; no timer runs for that yet.</summary>
    public void Exchange(StateArchive state, BackgroundResumption resume) =>
        _command = BackgroundCommand.Exchange(state, _time, _command, resume);

    /// <summary>Has the clock make a step when the time of what runs is over.</summary>
    public void StartTimer()
    {
        if (_command is not { IsRunning: true, Complete: not null } command)
            return;
        _timer ??= _time.CreateTimer(_ => _onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(command.TimeLeft, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Does what a command is for whose time is over. Called inside a step.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Settle()
    {
        if (_command is not { IsDue: true } command)
            return false;
        command.Finish();
        return true;
    }

    /// <summary>Ends the command that runs, where it is one that can be aborted (B3).</summary>
    public bool TryAbort()
    {
        if (_command is not { IsRunning: true } command
            || !CommandTable.TryGet(command.Opcode, out CommandRow row)
            || (row.Effects & CommandEffects.RequestAbortBackgroundOperationSupported) == 0)
        {
            return false;
        }

        command.Abort();
        return true;
    }

    /// <summary>Forgets a command that only a fault let take long.</summary>
    public void ClearPretended()
    {
        if (_command is { Complete: null })
            _command = null;
    }
}
