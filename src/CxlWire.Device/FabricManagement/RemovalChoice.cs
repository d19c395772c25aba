using CxlWire.Device.Capacity;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.FabricManagement;

/// <summary>What a host is asked to give back, or loses.</summary>
/// <param name="Extents">Accepted extents, or parts of them.</param>
/// <param name="Offers">Offers that are withdrawn; none unless by force.</param>
internal readonly record struct RemovalChoice(List<Extent> Extents, List<Offer> Offers)
{
    /// <summary>Extents of both.</summary>
    public IEnumerable<Extent> All => Extents.Concat(Offers.SelectMany(offer => offer.Extents));
}
