namespace CxlWire.Device.Capacity;

/// <summary>
/// What is free of a region. Choosing from it, or finding that there is not enough, costs about the same with a
/// thousand holes as with half a million; so does giving back.
/// </summary>
internal sealed class FreeRanges
{
    private readonly SummarizedRanges _endByStart = new();
    private readonly RangeSet _set;

    public FreeRanges(DpaRange region)
    {
        _set = new RangeSet(_endByStart);
        _set.Add(region);
    }

    public bool Covers(DpaRange range) => _set.Covers(range);

    public void Add(DpaRange range) => _set.Add(range);

    public void Remove(DpaRange range) => _set.Remove(range);

    /// <summary>The lowest range of a length, or null where there is none.</summary>
    public DpaRange? FindContiguous(ulong length) =>
        _endByStart.TryFindFirst(length, out DpaRange range) ? range with { Length = length } : null;

    /// <summary>
    /// The lowest ranges that add up to a length, or null where it takes more than <paramref name="most"/>.
    /// </summary>
    public List<DpaRange>? Find(ulong length, uint most)
    {
        if (_endByStart.LengthOfFirst(most) < length)
            return null;
        var found = new List<DpaRange>();
        for (ulong dpa = 0; length > 0;)
        {
            _endByStart.TryCeiling(dpa, out ulong start, out ulong end);
            found.Add(new DpaRange(start, Math.Min(end - start, length)));
            length -= found[^1].Length;
            dpa = end;
        }

        return found;
    }
}
