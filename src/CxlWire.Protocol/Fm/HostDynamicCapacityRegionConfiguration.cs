namespace CxlWire.Protocol.Fm;

/// <summary>One dynamic capacity region as the Fabric Manager sees it.</summary>
[Layout("host_dc_region_configuration", "CXL r3.1 7.6.7.6.2 Host Region Configuration", 40)]
public readonly partial record struct HostDynamicCapacityRegionConfiguration
{
    /// <summary>First device physical address of the region, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong BaseDpa { get; init; }

    /// <summary>Size of the decoded range, in units of 256 MiB.</summary>
    [Field(8, Unit = "256 MiB")] public partial ulong DecodeLength { get; init; }

    /// <summary>Usable size of the region, in bytes.</summary>
    [Field(16, Unit = "bytes")] public partial ulong Length { get; init; }

    /// <summary>Extents start and end on multiples of it, in bytes.</summary>
    [Field(24, Unit = "bytes")] public partial ulong BlockSize { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(32, 1, 0)] public partial byte DsmasLowReserved { get; init; }

    /// <summary>Non-volatile.</summary>
    [Bit(32, 2)] public partial bool NonVolatile { get; init; }

    /// <summary>Capacity may be shared by several hosts.</summary>
    [Bit(32, 3)] public partial bool Sharable { get; init; }

    /// <summary>Hardware-managed coherency.</summary>
    [Bit(32, 4)] public partial bool HardwareManagedCoherency { get; init; }

    /// <summary>Interconnect-specific dynamic capacity management.</summary>
    [Bit(32, 5)] public partial bool InterconnectSpecificManagement { get; init; }

    /// <summary>Read-only.</summary>
    [Bit(32, 6)] public partial bool ReadOnly { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bit(32, 7)] public partial bool DsmasHighReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(33, 3)] public partial ulong Reserved33 { get; init; }

    /// <summary>Released capacity is sanitized.</summary>
    [Bit(36, 0)] public partial bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(36, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(37, 3)] public partial ulong Reserved37 { get; init; }
}
