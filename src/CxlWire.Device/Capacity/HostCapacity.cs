using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>What one host has accepted, and what it was offered (S1).</summary>
/// <param name="extentsSupported">Extents of both kinds together that can be tracked.</param>
internal sealed class HostCapacity(uint extentsSupported)
{
    /// <summary>Accepted extents.</summary>
    public ExtentList Extents { get; } = new();

    /// <summary>Pending offers.</summary>
    public OfferQueue Offers { get; } = new();

    /// <summary>R4: the tracking limit counts both accepted and pending extents. It wraps with q27.</summary>
    public uint ExtentsAvailable => extentsSupported - (uint)Extents.Count - (uint)Offers.ExtentCount;

    /// <summary>Whether that many extents more, accepted and pending together, can be tracked.</summary>
    public bool CanTrack(long more) => (long)Extents.Count + Offers.ExtentCount + more <= extentsSupported;

    /// <summary>
    /// By how many extents the list grows when a range of a list is taken out of it, after those before it (L3, F4).
    /// </summary>
    /// <param name="taken">The list.</param>
    /// <param name="index">Index of the range.</param>
    /// <param name="growth">Less than 0 where it gets shorter.</param>
    /// <returns>Whether all of the range is accepted.</returns>
    public bool TryGetGrowth(RangeList taken, int index, out int growth)
    {
        DpaRange range = taken.Ranges[index];
        int covering = Extents.CountCovering(range);
        Extents.TryFind(range.Start, out Extent first);
        Extents.TryFind(range.End - 1, out Extent last);
        bool left = first.StartDpa < range.Start && !taken.Holds(range.Start - 1, index);
        bool right = last.StartDpa + last.Length > range.End && !taken.Holds(range.End, index);
        growth = (left ? 1 : 0) + (right ? 1 : 0) - covering;
        return covering > 0;
    }

    /// <summary>Whether any address of the range is accepted or pending.</summary>
    public bool Overlaps(DpaRange range) => Extents.Overlaps(range) || Offers.Overlaps(range);
}
