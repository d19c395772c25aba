namespace CxlWire.Conversations;

/// <summary>The clock of a device that a conversation is played with: it shows what the conversation says.</summary>
public sealed class ConversationClock : TimeProvider
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private long _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => NanosecondsPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(_now / TimeSpan.NanosecondsPerTick);

    /// <summary>Nothing is called: what the clock had the device do is a step of the conversation.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new SilentTimer();

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan by) => _now += by.Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>It is so many nanoseconds since the device was made.</summary>
    public void Set(long nanoseconds) => _now = nanoseconds;

    private sealed class SilentTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
