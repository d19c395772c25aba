using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>The tags in use, in the order in which they came into use.</summary>
internal sealed class TagTable
{
    private readonly TagIndex _index;
    private readonly SlotSequence _order = new();
    private readonly PagedArray<TagSlot> _slots = new();
    private readonly Stack<int> _freeSlots = new();
    private readonly IReadOnlyList<Region> _regions;
    private int _usedSlots;

    /// <summary>Starts without tags.</summary>
    /// <param name="supported">Tags that can be tracked.</param>
    /// <param name="regions">Regions of the device.</param>
    public TagTable(uint supported, IReadOnlyList<Region> regions)
    {
        (Supported, _regions) = (supported, regions);
        _index = new TagIndex(slot => _slots[slot].Tag);
    }

    public int Count => _order.Count;

    /// <summary>Tags that can be tracked.</summary>
    public uint Supported { get; }

    /// <summary>Tags that could still be tracked.</summary>
    public uint Available => Supported - (uint)Count;

    /// <summary>Grows by one with each change of the set, and wraps (F8).</summary>
    public uint Generation { get; private set; }

    public TagEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new TagEntry(this, _order.From(index)[0]);
        }
    }

    public bool TryGet(Tag tag, out TagEntry entry)
    {
        bool found = _index.TryGet(tag, out int slot);
        entry = found ? new TagEntry(this, slot) : default;
        return found;
    }

    /// <summary>Adds a tag that is not in use, all of whose extents are allocated.</summary>
    public TagEntry Add(Tag tag, Region region, IReadOnlyList<Extent> extents)
    {
        int slot = _freeSlots.TryPop(out int free) ? free : _usedSlots++;
        _slots.Grow(slot);
        _slots.Own(slot) = new TagSlot(tag, region, extents);
        _index.Add(slot);
        _order.Append(slot);
        Generation++;
        return new TagEntry(this, slot);
    }

    /// <summary>What is kept of a tag, to be read at once.</summary>
    public ref readonly TagSlot At(int slot) => ref _slots[slot];

    public Region RegionOf(TagEntry entry) => _regions[At(entry.Slot).RegionIndex];

    /// <summary>Whether a reference keeps the capacity of a tag (F8).</summary>
    public void SetReferenced(TagEntry entry, bool value) => _slots.Own(entry.Slot).IsReferenced = value;

    /// <summary>Writes the tags, or takes others in their place.</summary>
    /// <param name="state">Where they are written.</param>
    public void Exchange(StateArchive state)
    {
        uint generation = (uint)state.Number("generation", Generation, uint.MaxValue);
        var tags = state.List("tags", _order.Share().Slots().Select(Describe), Exchange, Supported);
        if (!state.IsReading)
            return;
        while (Count > 0)
        {
            TagEntry last = this[Count - 1];
            foreach (DpaRange range in PartsOf(last.Slot, allocated: true))
                Remove(last, range);
        }

        foreach ((TagState tag, StateArchive place) in tags)
            Add(tag, place);
        Generation = generation;
    }

    private void Add(in TagState tag, StateArchive place)
    {
        if (tag.Tag.IsNone || TryGet(tag.Tag, out _))
            throw place.Error("tag", "F8: a tag is one, and no other has it");
        if (tag.Extents.Count == 0 || FindRegion(tag.Extents[0]) is not { } region)
            throw place.Error("extents", "R1: not extents of one region");
        var offered = new RangeSet();
        foreach (Extent extent in tag.Extents)
        {
            var range = new DpaRange(extent.StartDpa, extent.Length);
            if (range.Length == 0 || FindRegion(extent) != region || offered.Overlaps(range))
                throw place.Error("extents", "R1: not extents of one region, none empty, none overlapping another");
            offered.Add(range);
        }

        TagEntry entry = Add(tag.Tag, region, tag.Extents);
        _slots.Own(entry.Slot).IsReferenced = tag.IsReferenced;
        foreach (DpaRange range in tag.Released)
        {
            if (!TryGet(tag.Tag, out _) || !entry.Covers(range))
                throw place.Error("released", "F8: was not offered under the tag, or is released twice");
            Remove(entry, range);
        }

        if (!TryGet(tag.Tag, out _))
            throw place.Error("released", "F8: all of the tag's capacity: the tag is not in use");
    }

    private Region? FindRegion(in Extent extent)
    {
        var range = new DpaRange(extent.StartDpa, extent.Length);
        return _regions.FirstOrDefault(region => region.Range.Contains(range));
    }

    /// <summary>What of a tag's extents is allocated, or is not any more.</summary>
    private List<DpaRange> PartsOf(int slot, bool allocated)
    {
        var parts = new List<DpaRange>();
        foreach (Extent extent in _slots[slot].Extents)
        {
            ulong end = extent.StartDpa + extent.Length;
            for (ulong dpa = extent.StartDpa; dpa < end;)
            {
                bool isAllocated = _slots[slot].Contains(dpa, end, out ulong until);
                if (isAllocated == allocated)
                    parts.Add(new DpaRange(dpa, until - dpa));
                dpa = until;
            }
        }

        return parts;
    }

    private TagState Describe(int slot) => new(
        _slots[slot].Tag, _slots[slot].Extents, PartsOf(slot, allocated: false), _slots[slot].IsReferenced);

    private static TagState Exchange(StateArchive state, TagState tag)
    {
        Tag name = state.Tag("tag", tag.Tag);
        bool isReferenced = state.Flag("referenced", tag.IsReferenced);
        var extents = state.List("extents", tag.Extents ?? [], (item, extent) => item.Extent(extent), int.MaxValue);
        var released = state.Ranges("released", tag.Released ?? []);
        return new TagState(
            name, [.. extents.Select(extent => extent.Item)], [.. released.Select(range => range.Item)], isReferenced);
    }

    /// <summary>All capacity that is allocated under a tag.</summary>
    public IEnumerable<DpaRange> Allocated =>
        _order.Share().Slots().SelectMany(slot => PartsOf(slot, allocated: true));

    /// <summary>What is allocated under one of them.</summary>
    public IReadOnlyList<DpaRange> AllocatedOf(TagEntry entry) => PartsOf(entry.Slot, allocated: true);

    /// <summary>Takes allocated capacity from a tag, which goes out of use with the last of it.</summary>
    public void Remove(TagEntry entry, DpaRange range)
    {
        if (!_slots.Own(entry.Slot).Remove(range))
            return;
        _index.Remove(entry.Slot);
        _order.Remove(entry.Slot);
        _slots.Own(entry.Slot) = default;
        _freeSlots.Push(entry.Slot);
        Generation++;
    }

    /// <summary>A tag as state files have it.</summary>
    private readonly record struct TagState(
        Tag Tag, IReadOnlyList<Extent> Extents, IReadOnlyList<DpaRange> Released, bool IsReferenced);
}
