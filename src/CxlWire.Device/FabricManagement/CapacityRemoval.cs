using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.FabricManagement;

/// <summary>What a host is to give back, in addresses of the device.</summary>
internal sealed record CapacityRemoval
{
    public required RequestOrigin Origin { get; init; }

    public required int HostId { get; init; }

    public required RemovalPolicy RemovalPolicy { get; init; }

    public required bool ForcedRemoval { get; init; }

    public required bool SanitizeOnRelease { get; init; }

    /// <summary>Region index of the extents listed; 5605h has none, and lists extents of any.</summary>
    public int Region { get; init; }

    public required Tag Tag { get; init; }

    /// <summary>The extents listed, well formed or not.</summary>
    public required IReadOnlyList<DpaRange> Extents { get; init; }

    /// <summary>A refusal at a field of 5605h, or at the QMP argument of that name.</summary>
    public Refusal Refuse(ReturnCode code, string? rule, string field, string reason) => Origin == RequestOrigin.Cci
        ? Refusal.At(InitiateDynamicCapacityReleaseRequest.Layout, field, code, rule, reason)
        : new Refusal(code, rule, field, null, reason);
}
