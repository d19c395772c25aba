using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>A tag in use: the extents that were offered under it, and what of them is still allocated.</summary>
/// <param name="Table">Where it is kept; without meaning once the tag is out of it.</param>
/// <param name="Slot">Its number there.</param>
internal readonly record struct TagEntry(TagTable Table, int Slot)
{
    public Tag Tag => Table.At(Slot).Tag;

    public Region Region => Table.RegionOf(this);

    /// <summary>As first offered; a host that shares them gets the same, with the same sequences (S3).</summary>
    public IReadOnlyList<Extent> Extents => Table.At(Slot).Extents;

    /// <summary>Whether the Fabric Manager keeps the capacity allocated when no host does (F8).</summary>
    public bool IsReferenced => Table.At(Slot).IsReferenced;

    /// <summary>Whether all of the extents are still allocated.</summary>
    public bool IsWhole
    {
        get
        {
            TagEntry entry = this;
            return Extents.All(e => entry.Covers(new DpaRange(e.StartDpa, e.Length)));
        }
    }

    /// <summary>Whether all of a range is held by hosts, offered to them, or kept by a reference.</summary>
    public bool Covers(DpaRange range) => Table.At(Slot).Covers(range);

    /// <summary>Whether any address of a range is allocated.</summary>
    public bool Overlaps(DpaRange range) => Table.At(Slot).Overlaps(range);
}
