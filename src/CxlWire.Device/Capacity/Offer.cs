using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>Capacity offered by one request of the Fabric Manager (O1).</summary>
public sealed class Offer
{
    internal Offer(Tag tag, IReadOnlyList<Extent> extents)
    {
        Tag = tag;
        Extents = extents;
        OfTag = new LinkedListNode<Offer>(this);
    }

    /// <summary>Tag of every extent of the offer, or <see cref="Tag.None"/>.</summary>
    public Tag Tag { get; }

    /// <summary>The extents, in the order of their event records.</summary>
    public IReadOnlyList<Extent> Extents { get; }

    /// <summary>Grows from offer to offer of a host.</summary>
    internal ulong Number { get; set; }

    /// <summary>Its place among the pending offers of the host.</summary>
    internal int Slot { get; set; }

    /// <summary>Its place among those with its tag.</summary>
    internal LinkedListNode<Offer> OfTag { get; }
}
