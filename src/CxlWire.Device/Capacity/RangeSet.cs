using CxlWire.Device.State;

namespace CxlWire.Device.Capacity;

/// <summary>A set of addresses, kept as the fewest ranges that cover it.</summary>
/// <param name="endByStart">Where they are kept; empty.</param>
internal sealed class RangeSet(SortedChunks<ulong> endByStart)
{
    private readonly SortedChunks<ulong> _endByStart = endByStart;

    public RangeSet()
        : this(new SortedChunks<ulong>())
    {
    }

    public bool IsEmpty => _endByStart.Count == 0;

    /// <summary>The ranges, the lowest first; the set must not change meanwhile.</summary>
    public IEnumerable<DpaRange> Ranges
    {
        get
        {
            for (ulong dpa = 0; _endByStart.TryCeiling(dpa, out ulong start, out ulong end); dpa = end)
                yield return new DpaRange(start, end - start);
        }
    }

    /// <summary>Writes the set, or takes another one in its place.</summary>
    /// <param name="state">Where it is written.</param>
    /// <param name="name">Name of the set.</param>
    /// <param name="check">Complains of a range that cannot be in it.</param>
    public void Exchange(StateArchive state, string name, Action<DpaRange, StateArchive> check)
    {
        var ranges = state.Ranges(name, Ranges);
        if (!state.IsReading)
            return;
        while (TryGetLast(out DpaRange last))
            Remove(last);
        foreach ((DpaRange range, StateArchive place) in ranges)
        {
            check(range, place);
            Add(range);
        }
    }

    public bool Overlaps(DpaRange range) =>
        _endByStart.TryFloor(range.End - 1, out _, out ulong end) && end > range.Start;

    public bool Covers(DpaRange range) =>
        _endByStart.TryFloor(range.Start, out _, out ulong end) && end >= range.End;

    /// <summary>The highest of the ranges.</summary>
    public bool TryGetLast(out DpaRange range)
    {
        bool found = _endByStart.TryFloor(ulong.MaxValue, out ulong start, out ulong end);
        range = new DpaRange(start, end - start);
        return found;
    }

    /// <summary>
    /// Whether an address is in the set, and up to where the answer stays the same, at most
    /// <paramref name="limit"/>.
    /// </summary>
    public bool Contains(ulong dpa, ulong limit, out ulong until)
    {
        if (_endByStart.TryFloor(dpa, out _, out ulong end) && end > dpa)
        {
            until = Math.Min(end, limit);
            return true;
        }

        until = _endByStart.TryCeiling(dpa, out ulong next, out _) ? Math.Min(next, limit) : limit;
        return false;
    }

    /// <summary>Adds a range, some of which may be there already.</summary>
    public void Add(DpaRange range)
    {
        ulong start = range.Start, end = range.End;
        bool joins = _endByStart.TryFloor(start, out ulong previous, out ulong previousEnd) && previousEnd >= start;
        if (joins)
            (start, end) = (previous, Math.Max(end, previousEnd));
        while (_endByStart.TryCeiling(start + 1, out ulong next, out ulong nextEnd) && next <= end)
        {
            _endByStart.Remove(next);
            end = Math.Max(end, nextEnd);
        }

        if (joins)
            _endByStart.Update(start, end);
        else
            _endByStart.Insert(start, end);
    }

    /// <summary>Removes a range, not all of which need be there.</summary>
    public void Remove(DpaRange range)
    {
        while (_endByStart.TryFloor(range.End - 1, out ulong start, out ulong end) && end > range.Start)
        {
            bool isFirst = start < range.Start;
            if (isFirst)
                _endByStart.Update(start, range.Start);
            else
                _endByStart.Remove(start);
            if (end > range.End)
                _endByStart.Insert(range.End, end);
            if (isFirst)
                return;
        }
    }
}
