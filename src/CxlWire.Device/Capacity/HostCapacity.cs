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

    /// <summary>Whether any address of the range is accepted or pending.</summary>
    public bool Overlaps(DpaRange range) => Extents.Overlaps(range) || Offers.Overlaps(range);
}
