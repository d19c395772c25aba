namespace CxlWire.Protocol.Fm;

/// <summary>Get LD Allocations (5401h), response, then the allocations.</summary>
[Layout("get_ld_allocations_response", "CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h)", 4)]
[List("allocations", typeof(LdAllocation), Count = nameof(AllocationCount))]
public readonly partial record struct GetLdAllocationsResponse
{
    /// <summary>Logical devices that there are.</summary>
    [Field(0)] public partial byte LdCount { get; init; }

    /// <summary>Unit of the multipliers: 0 for 256 MiB, 1 for 512 MiB, 2 for 1 GiB.</summary>
    [Field(1)] public partial byte MemoryGranularity { get; init; }

    /// <summary>The first logical device told of.</summary>
    [Field(2)] public partial byte StartLdId { get; init; }

    /// <summary>Allocations that follow.</summary>
    [Field(3)] public partial byte AllocationCount { get; init; }
}
