namespace CxlWire.Tests;

/// <summary>
/// A clock that stands still until a test moves it; timers that are due run before <see cref="Advance"/> returns.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;

    /// <summary>Timers that have yet to go off.</summary>
    public int Timers
    {
        get
        {
            lock (_timers)
                return _timers.Count(timer => timer.Due is not null);
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new ManualTimer(this, () => callback(state));
        lock (_timers)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        TimeSpan end = _elapsed + by;
        while (NextDue(end) is { } timer)
        {
            _elapsed = timer.Due!.Value;
            timer.Run();
        }

        _elapsed = end;
    }

    private ManualTimer? NextDue(TimeSpan end)
    {
        lock (_timers)
            return _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        public TimeSpan? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._timers)
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._elapsed + dueTime;
            return true;
        }

        public void Run()
        {
            Due = null;
            callback();
        }

        public void Dispose()
        {
            lock (time._timers)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
