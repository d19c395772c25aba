using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.FabricManagement;

/// <summary>What a host is to be offered, in addresses of the device.</summary>
internal sealed record CapacityAddition
{
    public required RequestOrigin Origin { get; init; }

    public required int HostId { get; init; }

    public required SelectionPolicy SelectionPolicy { get; init; }

    /// <summary>Region index.</summary>
    public required int Region { get; init; }

    /// <summary>Bytes wanted, where the device chooses.</summary>
    public required ulong Length { get; init; }

    public required Tag Tag { get; init; }

    /// <summary>The extents listed, well formed or not.</summary>
    public required IReadOnlyList<DpaRange> Extents { get; init; }

    /// <summary>The same as 5604h lists them, with tags and sequences; none from the control socket.</summary>
    public IReadOnlyList<Extent> Entries { get; init; } = [];

    /// <summary>Whether <see cref="Entries"/> say what is offered.</summary>
    public bool IsListedOnCci => Origin == RequestOrigin.Cci && SelectionPolicy == SelectionPolicy.Prescriptive;

    /// <summary>A refusal at a field of 5604h, or at the QMP argument of that name.</summary>
    public Refusal Refuse(ReturnCode code, string? rule, string field, string reason) => Origin == RequestOrigin.Cci
        ? Refusal.At(InitiateDynamicCapacityAddRequest.Layout, field, code, rule, reason)
        : new Refusal(code, rule, field, null, reason);
}
