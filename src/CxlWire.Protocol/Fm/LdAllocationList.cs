namespace CxlWire.Protocol.Fm;

/// <summary>Set LD Allocations (5402h), request and response, then the allocations.</summary>
[Layout("ld_allocation_list", "CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)", 4)]
[Payload(
    "SetLdAllocationsRequest", "set_ld_allocations_request", "CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)")]
[Payload(
    "SetLdAllocationsResponse", "set_ld_allocations_response", "CXL r3.1 7.6.7.4.3 Set LD Allocations (5402h)")]
[List("allocations", typeof(LdAllocation), Count = nameof(LdCount))]
public readonly partial record struct LdAllocationList
{
    /// <summary>Logical devices, whose allocations follow.</summary>
    [Field(0)] public partial byte LdCount { get; init; }

    /// <summary>The first of them.</summary>
    [Field(1)] public partial byte StartLdId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }
}
