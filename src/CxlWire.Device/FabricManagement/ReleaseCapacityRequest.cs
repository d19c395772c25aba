using CxlWire.Protocol;

namespace CxlWire.Device.FabricManagement;

/// <summary>A request of the Fabric Manager to take capacity back from a host.</summary>
public sealed record ReleaseCapacityRequest
{
    /// <summary>Host ID.</summary>
    public int HostId { get; init; }

    /// <summary>How the extents are chosen.</summary>
    public RemovalPolicy RemovalPolicy { get; init; } = RemovalPolicy.Prescriptive;

    /// <summary>Whether the host loses access at once (F4).</summary>
    public bool ForcedRemoval { get; init; }

    /// <summary>Whether the capacity is made unreadable before anyone else gets it (F5).</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>Region index of the extents listed.</summary>
    public int Region { get; init; }

    /// <summary>Tag of the extents, for <see cref="RemovalPolicy.TagBased"/>.</summary>
    public Tag Tag { get; init; }

    /// <summary>The extents, for <see cref="RemovalPolicy.Prescriptive"/>; none with the other.</summary>
    public IReadOnlyList<RegionRange> Extents { get; init; } = [];
}
