using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device;

/// <summary>A run of capacity inside a region.</summary>
/// <param name="Offset">From the start of the region, in bytes.</param>
/// <param name="Length">Length in bytes.</param>
public readonly record struct RegionRange(ulong Offset, ulong Length);

/// <summary>A request of the Fabric Manager to offer capacity to a host.</summary>
public sealed record AddCapacityRequest
{
    /// <summary>Host ID.</summary>
    public int HostId { get; init; }

    /// <summary>How the extents are chosen.</summary>
    public SelectionPolicy SelectionPolicy { get; init; } = SelectionPolicy.Prescriptive;

    /// <summary>Region index.</summary>
    public int Region { get; init; }

    /// <summary>Bytes wanted, for <see cref="SelectionPolicy.Free"/> and <see cref="SelectionPolicy.Contiguous"/>.</summary>
    public ulong Length { get; init; }

    /// <summary>Tag of the offered extents, or none; with <see cref="SelectionPolicy.EnableSharedAccess"/>, what to share.</summary>
    public Tag Tag { get; init; }

    /// <summary>The extents, for <see cref="SelectionPolicy.Prescriptive"/>; none with the others.</summary>
    public IReadOnlyList<RegionRange> Extents { get; init; } = [];

    /// <summary>The extents as 5604h lists them, each in any region, their form checked; or null.</summary>
    internal IReadOnlyList<DpaRange>? Addresses { get; init; }
}

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

    /// <summary>Region index of the extents listed; 5605h, which lists addresses, has none.</summary>
    public int Region { get; init; }

    /// <summary>Tag of the extents, for <see cref="RemovalPolicy.TagBased"/>.</summary>
    public Tag Tag { get; init; }

    /// <summary>The extents, for <see cref="RemovalPolicy.Prescriptive"/>; none with the other.</summary>
    public IReadOnlyList<RegionRange> Extents { get; init; } = [];

    /// <summary>The extents as 5605h lists them, each in any region, their form checked; or null.</summary>
    internal IReadOnlyList<DpaRange>? Addresses { get; init; }
}

/// <summary>A host answered an offer, or released capacity.</summary>
/// <param name="HostId">Host ID.</param>
/// <param name="Tag">Tag of the extents, or none.</param>
/// <param name="Extents">Extents accepted or released; none: the offer was rejected.</param>
public sealed record CapacityChange(int HostId, Tag Tag, IReadOnlyList<Extent> Extents);

/// <summary>What became of tagged capacity.</summary>
public enum CapacityState
{
    /// <summary>None of it is offered or accepted.</summary>
    Released,

    /// <summary>It is offered.</summary>
    Pending,

    /// <summary>It is accepted.</summary>
    Committed,
}
