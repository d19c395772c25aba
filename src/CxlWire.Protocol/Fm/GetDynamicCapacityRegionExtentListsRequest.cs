namespace CxlWire.Protocol.Fm;

/// <summary>Get DC Region Extent Lists (5603h), request.</summary>
[Layout("get_dc_region_extent_lists_request", "CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)", 12)]
public readonly partial record struct GetDynamicCapacityRegionExtentListsRequest
{
    /// <summary>Host.</summary>
    [Field(0)] public partial ushort HostId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }

    /// <summary>Extents wanted at most.</summary>
    [Field(4)] public partial uint Count { get; init; }

    /// <summary>Index of the first extent wanted.</summary>
    [Field(8)] public partial uint Start { get; init; }
}
