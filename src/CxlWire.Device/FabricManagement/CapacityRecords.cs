using CxlWire.Device.Events;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.FabricManagement;

/// <summary>Event records about capacity.</summary>
internal static class CapacityRecords
{
    /// <summary>Appends a chain: one record for each extent, More set on all but the last (O1, A10).</summary>
    /// <param name="log">The log of a host, or the Fabric Manager's.</param>
    /// <param name="type">What happened.</param>
    /// <param name="extents">What it happened to.</param>
    /// <param name="tail">What the host could still be given.</param>
    /// <param name="hostId">Host ID, for the Fabric Manager only (E9).</param>
    /// <param name="updatedRegion">Index of the region whose configuration changed.</param>
    public static void AppendTo(
        EventLog log,
        DynamicCapacityEventType type,
        IReadOnlyList<Extent> extents,
        in DynamicCapacityConfigurationTail tail,
        ushort hostId = 0,
        byte updatedRegion = 0)
    {
        for (int i = 0; i < extents.Count; i++)
        {
            log.Append(new DynamicCapacityEvent
            {
                Type = type,
                Extent = extents[i],
                More = i < extents.Count - 1,
                ExtentsAvailable = tail.ExtentsAvailable,
                TagsAvailable = tail.TagsAvailable,
                HostId = hostId,
                UpdatedRegionIndex = updatedRegion,
            });
        }
    }
}
