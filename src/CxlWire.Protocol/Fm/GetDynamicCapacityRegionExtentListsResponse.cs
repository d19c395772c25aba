using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>Get DC Region Extent Lists (5603h), response, then the extents.</summary>
[Layout("get_dc_region_extent_lists_response", "CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)", 24)]
[List("extents", typeof(Extent), Count = nameof(Returned))]
public readonly partial record struct GetDynamicCapacityRegionExtentListsResponse
{
    /// <summary>Host.</summary>
    [Field(0)] public partial ushort HostId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }

    /// <summary>Index of the first extent that follows.</summary>
    [Field(4)] public partial uint Start { get; init; }

    /// <summary>Extents that follow.</summary>
    [Field(8)] public partial uint Returned { get; init; }

    /// <summary>Extents in the list.</summary>
    [Field(12)] public partial uint Total { get; init; }

    /// <summary>Grows with each change of the list (G3).</summary>
    [Field(16)] public partial uint Generation { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(20, 4)] public partial ulong Reserved20 { get; init; }
}
