namespace CxlWire.Protocol.Fm;

/// <summary>The memory of a logical device, in Get (5401h) and Set LD Allocations (5402h).</summary>
[Layout("ld_allocation", "CXL r3.1 7.6.7.4.2 Get LD Allocations (5401h), LD Allocation", 16)]
public readonly partial record struct LdAllocation
{
    /// <summary>Size of range 1, in units of the memory granularity.</summary>
    [Field(0)] public partial ulong Range1Multiplier { get; init; }

    /// <summary>Size of range 2, in units of the memory granularity.</summary>
    [Field(8)] public partial ulong Range2Multiplier { get; init; }
}
