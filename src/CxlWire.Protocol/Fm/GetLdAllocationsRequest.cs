namespace CxlWire.Protocol.Fm;

/// <summary>Get LD Allocations (5401h), request.</summary>
[Layout("get_ld_allocations_request", "CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)", 2)]
public readonly partial record struct GetLdAllocationsRequest
{
    /// <summary>The first logical device wanted.</summary>
    [Field(0)] public partial byte StartLdId { get; init; }

    /// <summary>Allocations wanted at most.</summary>
    [Field(1)] public partial byte AllocationListLimit { get; init; }
}
