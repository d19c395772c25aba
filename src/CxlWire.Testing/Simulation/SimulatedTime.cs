namespace CxlWire.Testing.Simulation;

/// <summary>
/// The clock of a <see cref="DeviceSimulation"/>: it stands still while anything is left to be done, then goes to the
/// next timer at once. It begins on 1 January 2026.
/// </summary>
internal sealed class SimulatedTime : TimeProvider
{
    private static readonly DateTimeOffset _beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Timers of one time go off in the order in which they were set.
    private readonly PriorityQueue<Alarm, (TimeSpan Due, long Number)> _alarms = new();
    private readonly SimulationThread _thread;
    private long _numbers;

    public SimulatedTime(SimulationThread thread) => _thread = thread;

    /// <summary>How much has passed.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _beginning + Elapsed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes to the next timer, and has it go off.</summary>
    /// <returns>False: there is none.</returns>
    public bool TryAdvance()
    {
        while (_alarms.TryDequeue(out Alarm alarm, out (TimeSpan Due, long Number) at))
        {
            if (!alarm.Timer.IsSetFor(alarm.Setting))
                continue;
            Elapsed = at.Due;
            alarm.Timer.GoOff();
            return true;
        }

        return false;
    }

    private readonly record struct Alarm(Timer Timer, long Setting);

    private sealed class Timer(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        // Of the setting that counts; those before it are over.
        private long? _setting;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._thread.CheckIsCurrent();
            _setting = null;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Set(dueTime);
            return true;
        }

        public bool IsSetFor(long setting) => _setting == setting;

        public void GoOff()
        {
            _setting = null;
            if (_period > TimeSpan.Zero)
                Set(_period);
            callback(state);
        }

        public void Dispose() => _setting = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan dueTime)
        {
            long setting = time._numbers++;
            _setting = setting;
            time._alarms.Enqueue(new Alarm(this, setting), (time.Elapsed + dueTime, setting));
        }
    }
}
