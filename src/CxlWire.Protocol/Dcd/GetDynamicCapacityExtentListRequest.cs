namespace CxlWire.Protocol.Dcd;

/// <summary>Get Dynamic Capacity Extent List (4801h), request.</summary>
[Layout("get_dc_extent_list_request", "CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)", 8)]
public readonly partial record struct GetDynamicCapacityExtentListRequest
{
    /// <summary>Extents wanted at most.</summary>
    [Field(0)] public partial uint Count { get; init; }

    /// <summary>Index of the first extent wanted.</summary>
    [Field(4)] public partial uint Start { get; init; }
}
