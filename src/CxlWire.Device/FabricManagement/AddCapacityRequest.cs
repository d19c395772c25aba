using CxlWire.Protocol;

namespace CxlWire.Device.FabricManagement;

/// <summary>A request of the Fabric Manager to offer capacity to a host.</summary>
public sealed record AddCapacityRequest
{
    /// <summary>Host ID.</summary>
    public int HostId { get; init; }

    /// <summary>How the extents are chosen.</summary>
    public SelectionPolicy SelectionPolicy { get; init; } = SelectionPolicy.Prescriptive;

    /// <summary>Region index.</summary>
    public int Region { get; init; }

    /// <summary>
    /// Bytes wanted, for <see cref="SelectionPolicy.Free"/> and <see cref="SelectionPolicy.Contiguous"/>.
    /// </summary>
    public ulong Length { get; init; }

    /// <summary>
    /// Tag of the offered extents, or none; with <see cref="SelectionPolicy.EnableSharedAccess"/>, what to share.
    /// </summary>
    public Tag Tag { get; init; }

    /// <summary>The extents, for <see cref="SelectionPolicy.Prescriptive"/>; none with the others.</summary>
    public IReadOnlyList<RegionRange> Extents { get; init; } = [];
}
