namespace CxlWire.Protocol.Dcd;

/// <summary>Add Dynamic Capacity Response (4802h) and Release Dynamic Capacity (4803h), then the extents.</summary>
[Layout(
    "updated_extent_list",
    "CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h) and 8.2.9.9.9.4 Release Dynamic Capacity (4803h)",
    8)]
[Payload(
    "AddDynamicCapacityResponseRequest",
    "add_dc_response_request",
    "CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h)")]
[Payload(
    "ReleaseDynamicCapacityRequest",
    "release_dc_request",
    "CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h)")]
[List("extents", typeof(UpdatedExtent), Count = nameof(Count))]
public readonly partial record struct UpdatedExtentList
{
    /// <summary>Entries that follow.</summary>
    [Field(0)] public partial uint Count { get; init; }

    /// <summary>The list goes on in another payload (A8).</summary>
    [Bit(4, 0)] public partial bool More { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(4, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(5, 3)] public partial ulong Reserved5 { get; init; }
}
