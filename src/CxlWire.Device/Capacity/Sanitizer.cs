using CxlWire.Protocol;

namespace CxlWire.Device.Capacity;

/// <summary>
/// Makes released capacity unreadable, one range after the other, in the background (F5): capacity is
/// clean when the injected clock says so, and nobody gets it before.
/// </summary>
internal sealed class Sanitizer(TimeProvider time, ulong bytesPerSecond)
{
    private readonly Queue<(DpaRange Range, long DoneAt)> _queue = new();
    private long _startedAt;
    private long _busyUntil;

    /// <summary>The command that last had something sanitized.</summary>
    public Opcode StartedBy { get; set; }

    /// <summary>Whether anything was added since this was last set to false.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Whether a range is being sanitized, as of the last <see cref="TryTakeClean"/>.</summary>
    public bool IsRunning => _queue.Count > 0;

    /// <summary>How much of the time since it last was idle has passed, 0 to 100.</summary>
    public int PercentComplete
    {
        get
        {
            long whole = _busyUntil - _startedAt;
            return IsRunning && whole > 0
                ? (int)Math.Clamp((time.GetTimestamp() - _startedAt) * 100 / whole, 0, 99) : 100;
        }
    }

    /// <summary>Until everything is clean; whole milliseconds, rounded up, as timers take them.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            UInt128 ticks = (UInt128)Math.Max(_busyUntil - time.GetTimestamp(), 0);
            UInt128 milliseconds =
                ((ticks * 1000) + (ulong)time.TimestampFrequency - 1) / (ulong)time.TimestampFrequency;
            return TimeSpan.FromMilliseconds((uint)UInt128.Min(milliseconds, int.MaxValue));
        }
    }

    /// <summary>Whether anything was sanitized, or will be, after that timestamp of the clock.</summary>
    public bool RanAfter(long timestamp) => _busyUntil > timestamp;

    /// <summary>Ranges that are being sanitized.</summary>
    public IEnumerable<DpaRange> Dirty => _queue.Select(entry => entry.Range);

    public void Add(DpaRange range)
    {
        long now = time.GetTimestamp();
        if (_busyUntil <= now)
            (_startedAt, _busyUntil) = (now, now);
        UInt128 ticks =
            (((UInt128)range.Length * (ulong)time.TimestampFrequency) + bytesPerSecond - 1) / bytesPerSecond;
        _busyUntil = (long)UInt128.Min((UInt128)(ulong)_busyUntil + ticks, long.MaxValue);
        _queue.Enqueue((range, _busyUntil));
        HasStarted = true;
    }

    /// <summary>The next range that has become clean, once each.</summary>
    public bool TryTakeClean(out DpaRange range)
    {
        bool clean = _queue.TryPeek(out var first) && first.DoneAt <= time.GetTimestamp();
        range = clean ? _queue.Dequeue().Range : default;
        return clean;
    }
}
