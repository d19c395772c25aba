namespace CxlWire.Protocol.Dcd;

/// <summary>One dynamic capacity region as the host sees it.</summary>
[Layout("dc_region_configuration", "CXL r3.1 8.2.9.9.9.1 Region Configuration", 40)]
public readonly partial record struct DynamicCapacityRegionConfiguration
{
    /// <summary>First device physical address of the region, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong BaseDpa { get; init; }

    /// <summary>Size of the decoded range, in units of 256 MiB.</summary>
    [Field(8, Unit = "256 MiB")] public partial ulong DecodeLength { get; init; }

    /// <summary>Usable size of the region, in bytes.</summary>
    [Field(16, Unit = "bytes")] public partial ulong Length { get; init; }

    /// <summary>Extents start and end on multiples of it, in bytes.</summary>
    [Field(24, Unit = "bytes")] public partial ulong BlockSize { get; init; }

    /// <summary>Device Scoped Memory Affinity Domain handle in the CDAT.</summary>
    [Field(32)] public partial uint DsmadHandle { get; init; }

    /// <summary>Released capacity is sanitized.</summary>
    [Bit(36, 0)] public partial bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(36, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(37, 3)] public partial ulong Reserved37 { get; init; }
}
