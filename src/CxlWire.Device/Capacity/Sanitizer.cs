using CxlWire.Device.State;
using CxlWire.Protocol;

namespace CxlWire.Device.Capacity;

/// <summary>
/// Makes released capacity unreadable in the background, in rounds (F5): a round sweeps from the highest address to
/// the lowest, and what is released meanwhile waits for the next. Neighbours of one round are one range. Capacity is
/// clean when the injected clock says so, and nobody gets it before.
/// </summary>
internal sealed class Sanitizer(TimeProvider time, ulong bytesPerSecond)
{
    // Before anything else that happened to the device.
    private const long LongAgo = long.MinValue / 2;

    private RangeSet _round = new();
    private RangeSet _next = new();
    private ulong _roundLength;
    private ulong _sweptLength;
    private ulong _nextLength;
    private long _roundStartedAt;
    private long _nextAskedAt;
    private long _busySince;

    /// <summary>The command that last had something sanitized.</summary>
    public Opcode StartedBy { get; set; }

    /// <summary>Ranges ever added: whether a command had something sanitized shows in it.</summary>
    public ulong Added { get; private set; }

    /// <summary>Whether a range is being sanitized.</summary>
    public bool IsRunning => RanAfter(time.GetTimestamp());

    /// <summary>How much of the time since it last was idle has passed, 0 to 100.</summary>
    public int PercentComplete
    {
        get
        {
            long whole = BusyUntil - _busySince;
            return IsRunning && whole > 0
                ? (int)Math.Clamp((time.GetTimestamp() - _busySince) * 100 / whole, 0, 99) : 100;
        }
    }

    /// <summary>Until everything is clean; whole milliseconds, rounded up, as timers take them.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            UInt128 ticks = (UInt128)Math.Max(BusyUntil - time.GetTimestamp(), 0);
            UInt128 milliseconds =
                ((ticks * 1000) + (ulong)time.TimestampFrequency - 1) / (ulong)time.TimestampFrequency;
            return TimeSpan.FromMilliseconds((uint)UInt128.Min(milliseconds, int.MaxValue));
        }
    }

    /// <summary>Ranges that are being sanitized, or are clean and were not taken yet.</summary>
    public IEnumerable<DpaRange> Ranges => _round.Ranges.Concat(_next.Ranges);

    /// <summary>
    /// Ranges that are being sanitized: they are not clean yet. Those of this round, then those of the next, the lowest
    /// first. Nothing must change meanwhile.
    /// </summary>
    public IEnumerable<DpaRange> Unclean
    {
        get
        {
            long now = time.GetTimestamp();
            return UncleanOf(_round, _roundStartedAt, _roundLength, now)
                .Concat(UncleanOf(_next, NextStartsAt, _nextLength, now));
        }
    }

    private long RoundEndsAt => After(_roundStartedAt, _roundLength);

    private long NextStartsAt => Math.Max(RoundEndsAt, _nextAskedAt);

    private long BusyUntil => _next.IsEmpty ? RoundEndsAt : After(NextStartsAt, _nextLength);

    /// <summary>Whether anything was sanitized, or will be, after that timestamp of the clock.</summary>
    public bool RanAfter(long timestamp) => BusyUntil > timestamp;

    /// <summary>Adds a range that is not being sanitized.</summary>
    public void Add(DpaRange range)
    {
        long now = time.GetTimestamp();
        if (!RanAfter(now))
            _busySince = now;
        if (_round.IsEmpty && _next.IsEmpty)
            StartRound(now, length: 0);
        if (_roundStartedAt == now && _sweptLength == 0 && _next.IsEmpty)
        {
            _round.Add(range);
            _roundLength += range.Length;
        }
        else
        {
            if (_next.IsEmpty)
                _nextAskedAt = now;
            _next.Add(range);
            _nextLength += range.Length;
        }

        Added++;
    }

    /// <summary>The next range that has become clean, once each.</summary>
    public bool TryTakeClean(out DpaRange range)
    {
        if (_round.IsEmpty && !_next.IsEmpty)
        {
            StartRound(NextStartsAt, _nextLength);
            (_round, _next, _nextLength) = (_next, _round, 0);
        }

        if (!_round.TryGetLast(out range)
            || After(_roundStartedAt, _sweptLength + range.Length) > time.GetTimestamp())
        {
            return false;
        }

        _round.Remove(range);
        _sweptLength += range.Length;
        return true;
    }

    /// <summary>Writes what is being sanitized, or takes something else in its place.</summary>
    /// <param name="state">Where it is written.</param>
    /// <param name="check">Complains of a range that cannot be.</param>
    public void Exchange(StateArchive state, Action<DpaRange, StateArchive> check)
    {
        StartedBy = new Opcode((ushort)state.Number("started_by", StartedBy.Value, ushort.MaxValue));
        bool hasRun = _roundLength > 0 || _nextLength > 0;
        _busySince = state.Ago("busy_since", hasRun ? _busySince : null) ?? LongAgo;
        _round.Exchange(state, "round", check);
        _roundLength = state.Number("round_length", _roundLength);
        _sweptLength = state.Number("swept_length", _sweptLength);
        _roundStartedAt = state.Ago("round_started", hasRun ? _roundStartedAt : null) ?? LongAgo;
        _next.Exchange(state, "next", check);
        _nextLength = state.Number("next_length", _nextLength);
        _nextAskedAt = state.Ago("next_asked_for", _nextLength > 0 ? _nextAskedAt : null) ?? LongAgo;
    }

    private void StartRound(long timestamp, ulong length) =>
        (_roundStartedAt, _roundLength, _sweptLength) = (timestamp, length, 0);

    // From the highest to the lowest they become clean: the first that is has none above it that is not.
    private IEnumerable<DpaRange> UncleanOf(RangeSet ranges, long start, ulong length, long now)
    {
        foreach (DpaRange range in ranges.Ranges)
        {
            if (After(start, length) <= now)
                yield break;
            yield return range;
            length -= range.Length;
        }
    }

    /// <summary>When that many bytes are clean of which the first is touched then.</summary>
    private long After(long timestamp, ulong length)
    {
        Int128 ticks = (((Int128)length * time.TimestampFrequency) + bytesPerSecond - 1) / bytesPerSecond;
        return (long)Int128.Min(timestamp + ticks, long.MaxValue);
    }
}
