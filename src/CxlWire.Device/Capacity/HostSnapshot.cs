using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>
/// What a host held and was offered at one moment. To take one costs next to nothing, however much there is: it has
/// the pages that the host's lists have, and who changes a list afterwards copies the pages that it changes. So it
/// keeps up to 48 bytes for each extent from being freed, as far as the lists have changed since.
/// </summary>
/// <param name="HostId">Host ID.</param>
/// <param name="Generation">The extent list's (G3).</param>
/// <param name="ExtentsAvailable">Extents that the device could still track for the host (R4).</param>
/// <param name="ExtentCount">Extents of both kinds.</param>
/// <param name="Pending">Pending offers, the first first.</param>
/// <param name="Accepted">Accepted extents, in the order of the list (G5).</param>
public sealed record HostSnapshot(
    int HostId,
    uint Generation,
    uint ExtentsAvailable,
    int ExtentCount,
    IEnumerable<Offer> Pending,
    IEnumerable<Extent> Accepted);
