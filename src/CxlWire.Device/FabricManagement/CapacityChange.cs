using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.FabricManagement;

/// <summary>A host answered an offer, or released capacity.</summary>
/// <param name="HostId">Host ID.</param>
/// <param name="Tag">Tag of the extents, or none.</param>
/// <param name="Extents">Extents accepted or released; none: the offer was rejected.</param>
public sealed record CapacityChange(int HostId, Tag Tag, IReadOnlyList<Extent> Extents);
