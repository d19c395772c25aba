namespace CxlWire.Protocol.Cdat;

/// <summary>A range of device addresses whose memory has the same attributes.</summary>
[Layout("dsmas", "CDAT 1.03 Table 3 Device Scoped Memory Affinity Structure", 24)]
public readonly partial record struct Dsmas
{
    /// <summary>Type 0, 24 bytes.</summary>
    [Field(0)] public partial CdatStructureHeader Header { get; init; }

    /// <summary>Device Scoped Memory Affinity Domain handle, by which other structures name the range.</summary>
    [Field(4)] public partial byte DsmadHandle { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(5, 1, 0)] public partial byte FlagsLowReserved { get; init; }

    /// <summary>Non-volatile.</summary>
    [Bit(5, 2)] public partial bool NonVolatile { get; init; }

    /// <summary>Capacity may be shared by several hosts.</summary>
    [Bit(5, 3)] public partial bool Sharable { get; init; }

    /// <summary>Hardware-managed coherency.</summary>
    [Bit(5, 4)] public partial bool HardwareManagedCoherency { get; init; }

    /// <summary>Interconnect-specific dynamic capacity management.</summary>
    [Bit(5, 5)] public partial bool InterconnectSpecificManagement { get; init; }

    /// <summary>Read-only.</summary>
    [Bit(5, 6)] public partial bool ReadOnly { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bit(5, 7)] public partial bool FlagsHighReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(6, 2)] public partial ulong Reserved6 { get; init; }

    /// <summary>First device physical address, in bytes.</summary>
    [Field(8, Unit = "bytes", HexDigits = 1)] public partial ulong BaseDpa { get; init; }

    /// <summary>Length of the range, in bytes.</summary>
    [Field(16, Unit = "bytes")] public partial ulong Length { get; init; }
}
