using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>A host's pending offers, answered in the order in which they were made (O4).</summary>
public sealed class OfferQueue
{
    private readonly SlotSequence _order = new();
    private readonly PagedArray<Offer?> _slots = new();
    private readonly Stack<int> _freeSlots = new();
    private readonly Dictionary<Tag, LinkedList<Offer>> _ofTag = [];
    private readonly SortedChunks<(ulong End, Offer Offer, int Index)> _extentByStart = new();
    private ulong _lastNumber;

    /// <summary>Pending offers, the first first.</summary>
    public IEnumerable<Offer> Pending => Enumerable.Range(0, _order.Count).Select(At);

    /// <summary>How many they are.</summary>
    public int Count => _order.Count;

    /// <summary>Extents of all pending offers.</summary>
    public int ExtentCount => _extentByStart.Count;

    /// <summary>The offer that the next response answers, or null.</summary>
    public Offer? First => _order.Count == 0 ? null : At(0);

    /// <summary>Whether any address of the range is offered.</summary>
    public bool Overlaps(DpaRange range) =>
        _extentByStart.TryFloor(range.End - 1, out _, out var found) && found.End > range.Start;

    /// <summary>The pending offers as they are now, for good: they may be read outside of the gate.</summary>
    internal IEnumerable<Offer> Share()
    {
        (SharedOrder order, Offer?[][] slots) = (_order.Share(), _slots.Share());
        return order.Slots().Select(slot => PagedArray<Offer?>.In(slots, slot)!);
    }

    /// <summary>Whether any offer bears a tag.</summary>
    internal bool HasTag(Tag tag) => _ofTag.ContainsKey(tag);

    /// <summary>The offers that bear a tag, the first first.</summary>
    internal IReadOnlyCollection<Offer> WithTag(Tag tag) =>
        _ofTag.TryGetValue(tag, out LinkedList<Offer>? offers) ? offers : [];

    /// <summary>The offers of which the ranges hold any address, the first first.</summary>
    internal IEnumerable<Offer> Touching(IEnumerable<DpaRange> ranges) =>
        ranges.SelectMany(Touching).Distinct().OrderBy(offer => offer.Number);

    /// <summary>
    /// Whether an address is offered, and up to where the answer stays the same, at most
    /// <paramref name="limit"/>.
    /// </summary>
    internal bool Contains(ulong dpa, ulong limit, out ulong until)
    {
        if (_extentByStart.TryFloor(dpa, out _, out var at) && at.End > dpa)
        {
            until = Math.Min(at.End, limit);
            return true;
        }

        until = _extentByStart.TryCeiling(dpa, out ulong next, out _) ? Math.Min(next, limit) : limit;
        return false;
    }

    /// <summary>The offer, and its extent, that holds the whole range.</summary>
    internal bool TryFind(DpaRange range, out Offer? offer, out Extent extent)
    {
        bool found = _extentByStart.TryFloor(range.Start, out _, out var at) && at.End >= range.End;
        offer = found ? at.Offer : null;
        extent = found ? at.Offer.Extents[at.Index] : default;
        return found;
    }

    /// <summary>Removes all offers; nobody else is told.</summary>
    internal void Clear()
    {
        while (First is { } first)
            Remove(first);
    }

    /// <summary>Writes the offers, or takes others in their place.</summary>
    /// <param name="state">Where they are written.</param>
    /// <param name="check">Complains of an extent that cannot be offered, before it is.</param>
    internal void Exchange(StateArchive state, Action<Extent, StateArchive> check)
    {
        var offers = state.List(
            "offers", Pending.Select(offer => (offer.Tag, offer.Extents)), Exchange, int.MaxValue);
        if (!state.IsReading)
            return;
        Clear();
        foreach (((Tag tag, IReadOnlyList<Extent> extents), StateArchive place) in offers)
        {
            if (extents.Count == 0)
                throw place.Error("extents", "O1: an offer has at least one");
            var offer = new Offer(tag, extents);
            BeginAdding(offer);
            for (int i = 0; i < extents.Count; i++)
            {
                check(extents[i], place);
                AddExtent(offer, i);
            }
        }
    }

    internal void Add(Offer offer)
    {
        BeginAdding(offer);
        for (int i = 0; i < offer.Extents.Count; i++)
            AddExtent(offer, i);
    }

    private static (Tag Tag, IReadOnlyList<Extent> Extents) Exchange(
        StateArchive state, (Tag Tag, IReadOnlyList<Extent> Extents) offer)
    {
        Tag tag = state.Tag("tag", offer.Tag);
        var extents = state.List("extents", offer.Extents ?? [], (item, extent) => item.Extent(extent), int.MaxValue);
        return (tag, [.. extents.Select(extent => extent.Item)]);
    }

    private void BeginAdding(Offer offer)
    {
        offer.Number = ++_lastNumber;
        offer.Slot = _freeSlots.TryPop(out int slot) ? slot : _order.Count;
        _slots.Grow(offer.Slot);
        _slots.Own(offer.Slot) = offer;
        _order.Append(offer.Slot);
        if (!_ofTag.TryGetValue(offer.Tag, out LinkedList<Offer>? sameTag))
            _ofTag.Add(offer.Tag, sameTag = new LinkedList<Offer>());
        sameTag.AddLast(offer.OfTag);
    }

    private void AddExtent(Offer offer, int index)
    {
        Extent extent = offer.Extents[index];
        _extentByStart.Insert(extent.StartDpa, (extent.StartDpa + extent.Length, offer, index));
    }

    internal void Remove(Offer offer)
    {
        _order.Remove(offer.Slot);
        _slots.Own(offer.Slot) = null;
        _freeSlots.Push(offer.Slot);
        LinkedList<Offer> sameTag = offer.OfTag.List!;
        sameTag.Remove(offer.OfTag);
        if (sameTag.Count == 0)
            _ofTag.Remove(offer.Tag);
        for (int i = 0; i < offer.Extents.Count; i++)
            _extentByStart.Remove(offer.Extents[i].StartDpa);
    }

    private Offer At(int position) => _slots[_order.From(position)[0]]!;

    private IEnumerable<Offer> Touching(DpaRange range)
    {
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            if (Contains(dpa, range.End, out ulong until) && _extentByStart.TryFloor(dpa, out _, out var at))
                yield return at.Offer;
            dpa = until;
        }
    }
}
