using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device;

/// <summary>A run of capacity inside a region.</summary>
/// <param name="Offset">From the start of the region, in bytes.</param>
/// <param name="Length">Length in bytes.</param>
public readonly record struct RegionRange(ulong Offset, ulong Length);

/// <summary>CXL r3.1 7.6.7.6.5: how the extents of an offer are chosen (F1).</summary>
public enum SelectionPolicy
{
    /// <summary>0: any extents of the region that add up to the length.</summary>
    Free = 0,

    /// <summary>1: one extent of the length.</summary>
    Contiguous = 1,

    /// <summary>2: exactly those listed.</summary>
    Prescriptive = 2,

    /// <summary>3: the capacity already held under the tag, offered to another host.</summary>
    EnableSharedAccess = 3,
}

/// <summary>CXL r3.1 7.6.7.6.6: how the extents to release are chosen (F3).</summary>
public enum RemovalPolicy
{
    /// <summary>0: extents of the host chosen by tag.</summary>
    TagBased = 0,

    /// <summary>1: exactly those listed.</summary>
    Prescriptive = 1,
}

/// <summary>A request of the Fabric Manager to offer capacity to a host.</summary>
public sealed record AddCapacityRequest
{
    /// <summary>Host ID.</summary>
    public int HostId { get; init; }

    /// <summary>How the extents are chosen.</summary>
    public SelectionPolicy SelectionPolicy { get; init; } = SelectionPolicy.Prescriptive;

    /// <summary>Region index.</summary>
    public int Region { get; init; }

    /// <summary>Tag of the offered extents, or none.</summary>
    public Tag Tag { get; init; }

    /// <summary>The extents, for <see cref="SelectionPolicy.Prescriptive"/>.</summary>
    public IReadOnlyList<RegionRange> Extents { get; init; } = [];
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

    /// <summary>Whether the capacity is made unreadable (F5).</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>Region index.</summary>
    public int Region { get; init; }

    /// <summary>The extents, for <see cref="RemovalPolicy.Prescriptive"/>.</summary>
    public IReadOnlyList<RegionRange> Extents { get; init; } = [];
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
