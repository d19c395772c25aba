using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>Capacity offered by one request of the Fabric Manager (O1).</summary>
public sealed class Offer
{
    internal Offer(Tag tag, Extent[] extents)
    {
        Tag = tag;
        Extents = extents;
    }

    /// <summary>Tag of every extent of the offer, or <see cref="Tag.None"/>.</summary>
    public Tag Tag { get; }

    /// <summary>The extents, in the order of their event records.</summary>
    public IReadOnlyList<Extent> Extents { get; }
}

/// <summary>A host's pending offers, answered in the order in which they were made (O4).</summary>
public sealed class OfferQueue
{
    private readonly Queue<Offer> _offers = new();
    private readonly SortedChunks<(ulong End, Offer Offer, int Index)> _extentByStart = new();

    /// <summary>Pending offers, the first first.</summary>
    public IReadOnlyCollection<Offer> Pending => _offers;

    /// <summary>Extents of all pending offers.</summary>
    public int ExtentCount => _extentByStart.Count;

    /// <summary>The offer that the next response answers, or null.</summary>
    public Offer? First => _offers.TryPeek(out Offer? first) ? first : null;

    /// <summary>Whether any address of the range is offered.</summary>
    public bool Overlaps(DpaRange range) =>
        _extentByStart.TryFloor(range.End - 1, out _, out var found) && found.End > range.Start;

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
        _offers.Enqueue(offer);
        for (int i = 0; i < offer.Extents.Count; i++)
        {
            Extent extent = offer.Extents[i];
            _extentByStart.Insert(extent.StartDpa, (extent.StartDpa + extent.Length, offer, i));
        }
    }

    internal void RemoveFirst()
    {
        Offer offer = _offers.Dequeue();
        for (int i = 0; i < offer.Extents.Count; i++)
            _extentByStart.Remove(offer.Extents[i].StartDpa);
    }
}
