namespace CxlWire.Protocol.Dcd;

/// <summary>Get Dynamic Capacity Extent List (4801h), response, then the extents.</summary>
[Layout(
    "get_dc_extent_list_response",
    "CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)",
    16, View = true)]
[List("extents", typeof(Extent), Count = nameof(Returned))]
public readonly partial record struct GetDynamicCapacityExtentListResponse
{
    /// <summary>Extents that follow.</summary>
    [Field(0)] public partial uint Returned { get; init; }

    /// <summary>Extents in the list.</summary>
    [Field(4)] public partial uint Total { get; init; }

    /// <summary>Grows with each change of the list (G3).</summary>
    [Field(8)] public partial uint Generation { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(12, 4)] public partial ulong Reserved12 { get; init; }
}
