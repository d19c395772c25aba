namespace CxlWire.Device.Journal;

/// <summary>
/// The device's clock: nanoseconds since it was made. Inside a step it stands still from its first use on, so that a
/// step sees one time, and the journal knows whether a step depended on it.
/// </summary>
internal sealed class StepClock(TimeProvider time) : TimeProvider
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly long _start = time.GetTimestamp();
    private bool _isInStep;
    private bool _isUsed;
    private long _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => NanosecondsPerSecond;

    /// <summary>The time that the step has used; null: none.</summary>
    public long? Used => _isUsed ? _now : null;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        if (_isUsed)
            return _now;
        long now = Elapsed();
        if (_isInStep)
            (_now, _isUsed) = (now, true);
        return now;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    public void BeginStep() => _isInStep = true;

    public void EndStep() => _isInStep = _isUsed = false;

    private long Elapsed()
    {
        long ticks = time.GetTimestamp() - _start;
        return time.TimestampFrequency == NanosecondsPerSecond
            ? ticks
            : (long)((Int128)ticks * NanosecondsPerSecond / time.TimestampFrequency);
    }
}
