namespace CxlWire.Device.Capacity;

/// <summary>Ranges in the order in which a request lists them, none overlapping another.</summary>
internal sealed class RangeList
{
    private readonly List<DpaRange> _ranges = [];
    private readonly SortedChunks<int> _indexByStart = new();

    public IReadOnlyList<DpaRange> Ranges => _ranges;

    /// <summary>Adds a range of at least one byte.</summary>
    /// <returns>False, and nothing added, where it overlaps one that is there.</returns>
    public bool TryAdd(DpaRange range)
    {
        if (Overlaps(range))
            return false;
        _indexByStart.Insert(range.Start, _ranges.Count);
        _ranges.Add(range);
        return true;
    }

    /// <summary>Whether an address is in one of the first <paramref name="count"/> ranges.</summary>
    public bool Holds(ulong dpa, int count) =>
        _indexByStart.TryFloor(dpa, out _, out int index) && index < count && _ranges[index].End > dpa;

    /// <summary>Whether any address of a range is in one of them.</summary>
    public bool Overlaps(DpaRange range) =>
        _indexByStart.TryFloor(range.End - 1, out _, out int index) && _ranges[index].End > range.Start;

    /// <summary>Whether all addresses of a range are in them.</summary>
    public bool Covers(DpaRange range)
    {
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            if (!_indexByStart.TryFloor(dpa, out _, out int index) || _ranges[index].End <= dpa)
                return false;
            dpa = _ranges[index].End;
        }

        return true;
    }

    public void Clear()
    {
        _ranges.ClearScratch();
        _indexByStart.Clear();
    }
}
