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
