using CxlWire.Protocol;

namespace CxlWire.Device.Capacity;

/// <summary>The tags in use, in the order in which they came into use.</summary>
/// <param name="supported">Tags that can be tracked.</param>
internal sealed class TagTable(uint supported)
{
    private readonly Dictionary<Tag, TagEntry> _byTag = [];
    private readonly SlotSequence _order = new();
    private readonly List<TagEntry?> _slots = [];
    private readonly Stack<int> _freeSlots = new();

    public int Count => _order.Count;

    /// <summary>Tags that can be tracked.</summary>
    public uint Supported => supported;

    /// <summary>Tags that could still be tracked.</summary>
    public uint Available => supported - (uint)Count;

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
