using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>A tag in use: the extents that were offered under it, and what of them is still allocated.</summary>
internal sealed class TagEntry(Tag tag, Region region, IReadOnlyList<Extent> extents)
{
    public Tag Tag { get; } = tag;

    public Region Region { get; } = region;

    /// <summary>As first offered; a host that shares them gets the same, with the same sequences (S3).</summary>
    public IReadOnlyList<Extent> Extents { get; } = extents;

    /// <summary>What a host holds or was offered, or a reference keeps.</summary>
    public RangeSet Allocated { get; } = new();

    /// <summary>Whether the Fabric Manager keeps the capacity allocated when no host does (F8).</summary>
    public bool IsReferenced { get; set; }

    /// <summary>Its number in the table.</summary>
    public int Slot { get; set; }

    /// <summary>Whether all of the extents are still allocated.</summary>
    public bool IsWhole => Extents.All(e => Allocated.Covers(new DpaRange(e.StartDpa, e.Length)));
}

/// <summary>The tags in use, in the order in which they came into use.</summary>
internal sealed class TagTable
{
    private readonly Dictionary<Tag, TagEntry> _byTag = [];
    private readonly SlotSequence _order = new();
    private readonly List<TagEntry?> _slots = [];
    private readonly Stack<int> _freeSlots = new();

    public int Count => _order.Count;

    /// <summary>Grows by one with each change of the set, and wraps (F8).</summary>
    public uint Generation { get; private set; }

    public TagEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _slots[_order.From(index)[0]]!;
        }
    }

    public bool TryGet(Tag tag, out TagEntry entry) => _byTag.TryGetValue(tag, out entry!);

    public void Add(TagEntry entry)
    {
        _byTag.Add(entry.Tag, entry);
        if (_freeSlots.TryPop(out int slot))
        {
            _slots[slot] = entry;
        }
        else
        {
            slot = _slots.Count;
            _slots.Add(entry);
        }

        entry.Slot = slot;
        _order.Append(slot);
        Generation++;
    }

    public void Remove(TagEntry entry)
    {
        _byTag.Remove(entry.Tag);
        _order.Remove(entry.Slot);
        _slots[entry.Slot] = null;
        _freeSlots.Push(entry.Slot);
        Generation++;
    }
}
