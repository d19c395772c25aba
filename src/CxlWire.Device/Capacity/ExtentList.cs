using System.Runtime.InteropServices;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>
/// The extents that a host has accepted, in the order of acceptance (G5). Pages by position, searches
/// by DPA and by tag, and splits all cost about the same with a thousand extents as with a million.
/// </summary>
public sealed class ExtentList
{
    private readonly SlotSequence _order = new();
    private readonly SortedChunks<int> _slotByStart = new();

    // The slots of a tag are a chain, in the order of the list.
    private readonly TagIndex _firstOfTag;
    private readonly PagedArray<Slot> _slots = new();
    private int _usedSlots;
    private int _freeSlot = -1;

    internal ExtentList() => _firstOfTag = new TagIndex(slot => _slots[slot].Tag);

    /// <summary>Extents in the list.</summary>
    public int Count => _order.Count;

    /// <summary>Grows by one with each change of the list, and wraps (G3).</summary>
    public uint Generation { get; private set; }

    /// <summary>The extent at a position, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Extent this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)Count, nameof(position));
            return _slots[_order.From(position)[0]].ToExtent();
        }
    }

    /// <summary>Writes consecutive extents, 40 bytes each; there are that many.</summary>
    internal void WriteTo(int position, int count, Span<byte> destination)
    {
        while (count > 0)
        {
            ReadOnlySpan<int> slots = _order.From(position);
            slots = slots[..Math.Min(count, slots.Length)];
            foreach (int slot in slots)
            {
                _slots[slot].ToExtent().TryWrite(destination);
                destination = destination[Extent.Size..];
            }

            position += slots.Length;
            count -= slots.Length;
        }
    }

    /// <summary>The list as it is now, for good: it may be read outside of the gate.</summary>
    internal IEnumerable<Extent> Share()
    {
        (SharedOrder order, Slot[][] slots) = (_order.Share(), _slots.Share());
        return order.Slots().Select(slot => PagedArray<Slot>.In(slots, slot).ToExtent());
    }

    /// <summary>Whether any address of the range is in the list.</summary>
    public bool Overlaps(DpaRange range) =>
        _slotByStart.TryFloor(range.End - 1, out _, out int slot) && _slots[slot].Range.End > range.Start;

    /// <summary>
    /// Whether an address is in the list, and up to where the answer stays the same, at most
    /// <paramref name="limit"/>.
    /// </summary>
    internal bool Contains(ulong dpa, ulong limit, out ulong until)
    {
        bool held = TryFindSlot(dpa, out int slot);
        if (held)
            until = Math.Min(_slots[slot].Range.End, limit);
        else
            until = _slotByStart.TryCeiling(dpa, out ulong next, out _) ? Math.Min(next, limit) : limit;
        return held;
    }

    /// <summary>The extent that holds an address.</summary>
    public bool TryFind(ulong dpa, out Extent extent)
    {
        bool found = TryFindSlot(dpa, out int slot);
        extent = found ? _slots[slot].ToExtent() : default;
        return found;
    }

    /// <summary>Number of extents that together hold the whole range, or 0 where a part is in none.</summary>
    public int CountCovering(DpaRange range)
    {
        int count = 0;
        for (ulong dpa = range.Start; dpa < range.End; count++)
        {
            if (!TryFindSlot(dpa, out int slot))
                return 0;
            dpa = _slots[slot].Range.End;
        }

        return count;
    }

    /// <summary>Whether any extent bears a tag.</summary>
    internal bool HasTag(Tag tag) => _firstOfTag.TryGet(tag, out _);

    /// <summary>The extents that bear a tag, in the order of the list, which must not change meanwhile.</summary>
    internal IEnumerable<Extent> WithTag(Tag tag)
    {
        for (_firstOfTag.TryGet(tag, out int slot); slot >= 0; slot = _slots[slot].Next)
            yield return _slots[slot].ToExtent();
    }

    /// <summary>Removes all extents; nobody else is told.</summary>
    internal void Clear()
    {
        while (Count > 0)
            TakeFirst(_slots[_order.From(Count - 1)[0]].Range, piecesAtEnd: false);
    }

    /// <summary>Writes the list, or takes another one in its place.</summary>
    /// <param name="state">Where it is written.</param>
    /// <param name="check">Complains of an extent that cannot be in the list, before it is.</param>
    internal void Exchange(StateArchive state, Action<Extent, StateArchive> check)
    {
        uint generation = (uint)state.Number("generation", Generation, uint.MaxValue);
        var extents = state.List("extents", Share(), (item, extent) => item.Extent(extent), int.MaxValue);
        if (!state.IsReading)
            return;
        Clear();
        Generation = generation;
        foreach ((Extent extent, StateArchive place) in extents)
        {
            check(extent, place);
            Add(extent);
        }
    }

    internal void MarkChanged(uint changes = 1) => Generation = unchecked(Generation + changes);

    /// <summary>Adds an extent that overlaps none.</summary>
    internal void Add(in Extent extent)
    {
        int slot = TakeSlot(extent);
        Link(slot, _firstOfTag.TryGet(extent.Tag, out int first) ? _slots[first].Previous : -1);
        _order.Append(slot);
        _slotByStart.Insert(extent.StartDpa, slot);
    }

    /// <summary>
    /// Takes a range, all of which is in the list, out of the extent that holds its start; what is left
    /// of that extent stays in its place (G5).
    /// </summary>
    /// <returns>What was taken: the range, or its part in that extent, with the extent's tag.</returns>
    /// <param name="range">The range.</param>
    /// <param name="piecesAtEnd">Whether what is left goes to the end of the list instead (q8).</param>
    internal Extent TakeFirst(DpaRange range, bool piecesAtEnd)
    {
        TryFindSlot(range.Start, out int slot);
        Extent whole = _slots[slot].ToExtent();
        ulong wholeEnd = whole.StartDpa + whole.Length;
        ulong end = Math.Min(range.End, wholeEnd);
        Extent taken = whole with { StartDpa = range.Start, Length = end - range.Start };
        if (piecesAtEnd)
        {
            RemoveSlot(slot, whole.StartDpa);
            if (whole.StartDpa < range.Start)
                Add(whole with { Length = range.Start - whole.StartDpa });
            if (end < wholeEnd)
                Add(whole with { StartDpa = end, Length = wholeEnd - end });
            return taken;
        }

        bool leftStays = whole.StartDpa < range.Start;
        if (leftStays)
            _slots.Own(slot).Range = new DpaRange(whole.StartDpa, range.Start - whole.StartDpa);
        if (end < wholeEnd)
        {
            int right = TakeSlot(whole with { StartDpa = end, Length = wholeEnd - end });
            Link(right, slot);
            _order.InsertAfter(slot, right);
            if (!leftStays)
                RemoveSlot(slot, whole.StartDpa);
            _slotByStart.Insert(end, right);
        }
        else if (!leftStays)
        {
            RemoveSlot(slot, whole.StartDpa);
        }

        return taken;
    }

    private bool TryFindSlot(ulong dpa, out int slot) =>
        _slotByStart.TryFloor(dpa, out _, out slot) && _slots[slot].Range.End > dpa;

    private void RemoveSlot(int slot, ulong start)
    {
        Unlink(slot);
        _order.Remove(slot);
        _slotByStart.Remove(start);
        _slots.Own(slot) = new Slot { Next = _freeSlot };
        _freeSlot = slot;
    }

    /// <summary>Puts a slot into the chain of its tag, after another of the tag; -1: it is the only one.</summary>
    private void Link(int slot, int previous)
    {
        if (previous < 0)
        {
            (_slots.Own(slot).Previous, _slots.Own(slot).Next) = (slot, -1);
            _firstOfTag.Add(slot);
            return;
        }

        int next = _slots[previous].Next;
        (_slots.Own(slot).Previous, _slots.Own(slot).Next) = (previous, next);
        _slots.Own(previous).Next = slot;
        SetPreviousOf(next, _slots[slot].Tag, slot);
    }

    private void Unlink(int slot)
    {
        (int previous, int next) = (_slots[slot].Previous, _slots[slot].Next);
        if (_slots[previous].Next == slot)
        {
            _slots.Own(previous).Next = next;
            SetPreviousOf(next, _slots[slot].Tag, previous);
            return;
        }

        // The first: the next, if any, is that now, and knows the last.
        _firstOfTag.Remove(slot);
        if (next < 0)
            return;
        _slots.Own(next).Previous = previous;
        _firstOfTag.Add(next);
    }

    /// <summary>Says what comes before a slot of a tag's chain; -1: which slot is the last.</summary>
    private void SetPreviousOf(int slot, Tag tag, int previous)
    {
        if (slot < 0)
            _firstOfTag.TryGet(tag, out slot);
        _slots.Own(slot).Previous = previous;
    }

    private int TakeSlot(in Extent extent)
    {
        int slot = _freeSlot;
        if (slot >= 0)
        {
            _freeSlot = _slots[slot].Next;
        }
        else
        {
            slot = _usedSlots++;
            _slots.Grow(slot);
        }

        _slots.Own(slot) = new Slot
        {
            Range = new DpaRange(extent.StartDpa, extent.Length),
            Tag = extent.Tag,
            Sequence = extent.SharedExtentSequence,
        };
        return slot;
    }

    // 44 bytes instead of 48, of which there may be a million.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Slot
    {
        public DpaRange Range;
        public Tag Tag;

        // Of the tag's chain: before the first is the last, and after that -1. Or the next of the free slots.
        public int Previous;
        public int Next;
        public ushort Sequence;

        public readonly Extent ToExtent() => new()
        {
            StartDpa = Range.Start,
            Length = Range.Length,
            Tag = Tag,
            SharedExtentSequence = Sequence,
        };
    }
}
