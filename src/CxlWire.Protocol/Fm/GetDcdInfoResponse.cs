namespace CxlWire.Protocol.Fm;

/// <summary>Get DCD Info (5600h), response.</summary>
[Layout("get_dcd_info_response", "CXL r3.1 7.6.7.6.1 Get DCD Info (5600h)", 84)]
public readonly partial record struct GetDcdInfoResponse
{
    /// <summary>Hosts that the device serves.</summary>
    [Field(0)] public partial byte HostCount { get; init; }

    /// <summary>Regions of each host.</summary>
    [Field(1)] public partial byte RegionCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }

    /// <summary>Selection policy free.</summary>
    [Bit(4, 0)] public partial bool AddFree { get; init; }

    /// <summary>Selection policy contiguous.</summary>
    [Bit(4, 1)] public partial bool AddContiguous { get; init; }

    /// <summary>Selection policy prescriptive.</summary>
    [Bit(4, 2)] public partial bool AddPrescriptive { get; init; }

    /// <summary>Selection policy enable shared access.</summary>
    [Bit(4, 3)] public partial bool AddEnableSharedAccess { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(4, 15, 4)] public partial ushort AddPoliciesReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(6, 2)] public partial ulong Reserved6 { get; init; }

    /// <summary>Removal policy tag-based.</summary>
    [Bit(8, 0)] public partial bool RemovalTagBased { get; init; }

    /// <summary>Removal policy prescriptive.</summary>
    [Bit(8, 1)] public partial bool RemovalPrescriptive { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(8, 15, 2)] public partial ushort RemovalPoliciesReserved { get; init; }

    /// <summary>Bit mask of regions.</summary>
    [Field(10)] public partial byte SanitizeOnReleaseConfigurableMask { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(11, 1)] public partial byte Reserved11 { get; init; }

    /// <summary>Dynamic capacity, in units of 256 MiB.</summary>
    [Field(12, Unit = "256 MiB")] public partial ulong TotalCapacity { get; init; }

    /// <summary>Bit mask of the block sizes that region 0 supports: bit n for 2^n bytes.</summary>
    [Field(20)] public partial ulong Region0BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 1 supports: bit n for 2^n bytes.</summary>
    [Field(28)] public partial ulong Region1BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 2 supports: bit n for 2^n bytes.</summary>
    [Field(36)] public partial ulong Region2BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 3 supports: bit n for 2^n bytes.</summary>
    [Field(44)] public partial ulong Region3BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 4 supports: bit n for 2^n bytes.</summary>
    [Field(52)] public partial ulong Region4BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 5 supports: bit n for 2^n bytes.</summary>
    [Field(60)] public partial ulong Region5BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 6 supports: bit n for 2^n bytes.</summary>
    [Field(68)] public partial ulong Region6BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 7 supports: bit n for 2^n bytes.</summary>
    [Field(76)] public partial ulong Region7BlockSizes { get; init; }
}
