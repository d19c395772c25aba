namespace CxlWire.Conversations;

/// <summary>The clock of a device that a conversation is played with: it stands still but where the conversation waits.</summary>
public sealed class ConversationClock : TimeProvider
{
    private TimeSpan _elapsed;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _elapsed.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _elapsed;

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan by) => _elapsed += by;
}
