using CxlWire.Protocol.Dcd;

namespace CxlWire.Examples.Driver;

/// <summary>What the device offered in one chain of records, and whether it can be taken.</summary>
internal sealed class OfferedChain
{
    /// <summary>Its extents, in the order of the records.</summary>
    public List<Extent> Extents { get; } = [];

    /// <summary>When its last record was read, by the driver's clock.</summary>
    public long GrownAt { get; private set; }

    /// <summary>Whether the device has refused an answer to it.</summary>
    public bool WasRefused { get; set; }

    /// <summary>Whether it is to be declined whatever is in it: its end never came.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Whether a chain of its tag was given up: it may be the end of that one.</summary>
    public bool MayBeLateEnd { get; init; }

    /// <summary>Another record of it was read.</summary>
    public void Add(Extent extent, long now)
    {
        Extents.Add(extent);
        GrownAt = now;
    }

    /// <summary>
    /// Whether all of it can be taken (H8, H31): whole blocks of regions, nothing twice, one tag, and extents that
    /// several hosts share in their order.
    /// </summary>
    public bool CanBeTaken(IReadOnlyList<DynamicCapacityRegionConfiguration> regions, HeldCapacity held)
    {
        if (IsGivenUp)
            return false;
        bool isNumbered = Extents.Any(extent => extent.SharedExtentSequence != 0);
        for (int i = 0; i < Extents.Count; i++)
        {
            Extent extent = Extents[i];
            if (extent.Tag != Extents[0].Tag || (isNumbered && extent.SharedExtentSequence != i))
                return false;
            if (!regions.Any(region => IsInside(extent, region)) || held.Overlaps(extent))
                return false;
            if (Extents.Take(i).Any(other => Overlap(other, extent)))
                return false;
        }

        return true;
    }

    /// <summary>Takes out what is offered no longer: extents, or parts of them.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Remove(Extent gone)
    {
        bool was = false;
        for (int i = Extents.Count - 1; i >= 0; i--)
        {
            Extent extent = Extents[i];
            if (!Overlap(extent, gone))
                continue;
            was = true;
            Extents.RemoveAt(i);
            ulong end = extent.StartDpa + extent.Length, goneEnd = gone.StartDpa + gone.Length;
            if (goneEnd < end)
                Extents.Insert(i, extent with { StartDpa = goneEnd, Length = end - goneEnd });
            if (extent.StartDpa < gone.StartDpa)
                Extents.Insert(i, extent with { Length = gone.StartDpa - extent.StartDpa });
        }

        return was;
    }

    /// <summary>Whether an extent is whole blocks of a region.</summary>
    public static bool IsInside(in Extent extent, in DynamicCapacityRegionConfiguration region)
    {
        ulong offset = extent.StartDpa - region.BaseDpa;
        return extent.Length > 0
            && extent.StartDpa >= region.BaseDpa
            && offset <= region.Length
            && extent.Length <= region.Length - offset
            && offset % region.BlockSize == 0
            && extent.Length % region.BlockSize == 0;
    }

    private static bool Overlap(in Extent one, in Extent other) =>
        one.StartDpa < other.StartDpa + other.Length && other.StartDpa < one.StartDpa + one.Length;
}
