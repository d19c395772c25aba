using CxlWire.Protocol.Dcd;

namespace CxlWire.Examples.Driver;

/// <summary>What the device offered in one chain of records, and whether it can be taken.</summary>
/// <param name="begunAt">When its first record was read, by the driver's clock.</param>
internal sealed class OfferedChain(long begunAt)
{
    /// <summary>Its extents, in the order of the records.</summary>
    public List<Extent> Extents { get; } = [];

    /// <summary>When its first record was read.</summary>
    public long BegunAt => begunAt;

    /// <summary>Whether it is to be declined whatever is in it: its end never came.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Whether a chain of its tag was given up: it may be the end of that one.</summary>
    public bool MayBeLateEnd { get; init; }

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

    private static bool IsInside(in Extent extent, in DynamicCapacityRegionConfiguration region)
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
