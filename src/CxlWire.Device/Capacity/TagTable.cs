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
}
