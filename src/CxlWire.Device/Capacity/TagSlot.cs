using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>
/// What the table keeps of a tag: 48 bytes, of which there may be a million, where one extent was offered under it
/// and all of that is allocated, and else what it takes.
/// </summary>
internal struct TagSlot
{
    private readonly DpaRange _only;
    private readonly bool _areNumbered;
    private Many? _many;

    public TagSlot(Tag tag, Region region, IReadOnlyList<Extent> extents)
    {
        (Tag, RegionIndex, _areNumbered) = (tag, (byte)region.Index, region.Configuration.Sharable);
        if (extents.Count == 1)
        {
            _only = new DpaRange(extents[0].StartDpa, extents[0].Length);
            return;
        }

        _many = new Many(extents);
        foreach (Extent extent in extents)
            _many.Allocated.Add(new DpaRange(extent.StartDpa, extent.Length));
    }

    public Tag Tag { get; }

    public byte RegionIndex { get; }

    public bool IsReferenced { get; set; }

    public readonly IReadOnlyList<Extent> Extents =>
        _many?.Extents ?? new OfferedExtents(Tag, _areNumbered, [_only]);

    public readonly bool Covers(DpaRange range) => _many?.Allocated.Covers(range) ?? _only.Contains(range);

    public readonly bool Overlaps(DpaRange range) =>
        _many?.Allocated.Overlaps(range) ?? (range.Start < _only.End && _only.Start < range.End);

    /// <summary>
    /// Whether an address is allocated, and up to where the answer stays the same, at most <paramref name="limit"/>.
    /// </summary>
    public readonly bool Contains(ulong dpa, ulong limit, out ulong until)
    {
        if (_many is not null)
            return _many.Allocated.Contains(dpa, limit, out until);
        bool isInside = dpa >= _only.Start && dpa < _only.End;
        until = Math.Min(isInside ? _only.End : dpa < _only.Start ? _only.Start : limit, limit);
        return isInside;
    }

    /// <summary>Notes that an allocated range is so no longer.</summary>
    /// <returns>Whether that was the last.</returns>
    public bool Remove(DpaRange range)
    {
        if (_many is null && range == _only)
            return true;
        if (_many is null)
        {
            _many = new Many(Extents);
            _many.Allocated.Add(_only);
        }

        _many.Allocated.Remove(range);
        return _many.Allocated.IsEmpty;
    }

    private sealed class Many(IReadOnlyList<Extent> extents)
    {
        public IReadOnlyList<Extent> Extents { get; } = extents;

        public RangeSet Allocated { get; } = new();
    }
}
