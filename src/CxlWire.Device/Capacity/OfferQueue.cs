using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>A host's pending offers, answered in the order in which they were made (O4).</summary>
public sealed class OfferQueue
{
    private readonly LinkedList<Offer> _offers = new();
    private readonly Dictionary<Tag, LinkedList<Offer>> _ofTag = [];
    private readonly SortedChunks<(ulong End, Offer Offer, int Index)> _extentByStart = new();
    private ulong _lastNumber;

    /// <summary>Pending offers, the first first.</summary>
    public IReadOnlyCollection<Offer> Pending => _offers;

    /// <summary>Extents of all pending offers.</summary>
    public int ExtentCount => _extentByStart.Count;

    /// <summary>The offer that the next response answers, or null.</summary>
    public Offer? First => _offers.First?.Value;

    /// <summary>Whether any address of the range is offered.</summary>
    public bool Overlaps(DpaRange range) =>
        _extentByStart.TryFloor(range.End - 1, out _, out var found) && found.End > range.Start;

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

    internal void Add(Offer offer)
    {
        offer.Number = ++_lastNumber;
        _offers.AddLast(offer.InQueue);
        if (!_ofTag.TryGetValue(offer.Tag, out LinkedList<Offer>? sameTag))
            _ofTag.Add(offer.Tag, sameTag = new LinkedList<Offer>());
        sameTag.AddLast(offer.OfTag);
        for (int i = 0; i < offer.Extents.Count; i++)
        {
            Extent extent = offer.Extents[i];
            _extentByStart.Insert(extent.StartDpa, (extent.StartDpa + extent.Length, offer, i));
        }
    }

    internal void Remove(Offer offer)
    {
        _offers.Remove(offer.InQueue);
        LinkedList<Offer> sameTag = offer.OfTag.List!;
        sameTag.Remove(offer.OfTag);
        if (sameTag.Count == 0)
            _ofTag.Remove(offer.Tag);
        for (int i = 0; i < offer.Extents.Count; i++)
            _extentByStart.Remove(offer.Extents[i].StartDpa);
    }

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
