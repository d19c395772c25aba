using CxlWire.Device.Capacity;

namespace CxlWire.Judge.Watching;

/// <summary>Ranges, which may overlap, and whether others overlap them: a search, however many there are.</summary>
internal sealed class RangeIndex
{
    private readonly List<DpaRange> _ranges = [];
    private ulong[] _highest = [];
    private bool _isSorted = true;

    public int Count => _ranges.Count;

    /// <summary>The ranges of a list.</summary>
    public static RangeIndex Of(ExtentRanges list)
    {
        var index = new RangeIndex();
        foreach (DpaRange range in list.Ranges)
            index.Add(range);
        return index;
    }

    public void Add(DpaRange range)
    {
        if (range.Length == 0 || range.Wraps)
            return;
        _ranges.Add(range);
        _isSorted = false;
    }

    public void Add(RangeIndex others)
    {
        foreach (DpaRange range in others._ranges)
            Add(range);
    }

    public void Clear()
    {
        _ranges.Clear();
        _isSorted = true;
        _highest = [];
    }

    /// <summary>Removes those that overlap one of these.</summary>
    /// <returns>How many.</returns>
    public int RemoveOverlapping(RangeIndex others) => Remove(others.Overlaps);

    /// <summary>Removes those that overlap one of these.</summary>
    /// <returns>How many.</returns>
    public int RemoveOverlapping(ExtentRanges others) => Remove(Of(others).Overlaps);

    public bool Overlaps(ExtentRanges others)
    {
        foreach (DpaRange range in others.Ranges)
        {
            if (Overlaps(range))
                return true;
        }

        return false;
    }

    public bool Overlaps(DpaRange range)
    {
        if (range.Length == 0 || range.Wraps)
            return false;
        Sort();
        int low = 0, high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].Start < range.End)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && _highest[low - 1] > range.Start;
    }

    private int Remove(Predicate<DpaRange> isMeant)
    {
        int removed = _ranges.RemoveAll(isMeant);
        _isSorted &= removed == 0;
        return removed;
    }

    // By start, with the highest end of all up to each.
    private void Sort()
    {
        if (_isSorted)
            return;
        _ranges.Sort((one, other) => one.Start.CompareTo(other.Start));
        if (_highest.Length < _ranges.Count)
            _highest = new ulong[Math.Max(_ranges.Count, 2 * _highest.Length)];
        ulong highest = 0;
        for (int i = 0; i < _ranges.Count; i++)
            _highest[i] = highest = Math.Max(highest, _ranges[i].End);
        _isSorted = true;
    }
}
