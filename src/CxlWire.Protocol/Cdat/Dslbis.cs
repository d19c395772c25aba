namespace CxlWire.Protocol.Cdat;

/// <summary>Latency or bandwidth of a range of device addresses.</summary>
[Layout("dslbis", "CDAT 1.03 Table 5 Device Scoped Latency and Bandwidth Information Structure", 24)]
public readonly partial record struct Dslbis
{
    /// <summary>Type 1, 24 bytes.</summary>
    [Field(0)] public partial CdatStructureHeader Header { get; init; }

    /// <summary>Handle of a DSMAS.</summary>
    [Field(4)] public partial byte Handle { get; init; }

    /// <summary>Which memory of the hierarchy: 0 the memory itself.</summary>
    [Bits(5, 3, 0)] public partial byte MemoryHierarchy { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(5, 7, 4)] public partial byte FlagsReserved { get; init; }

    /// <summary>Latency or bandwidth, and of what.</summary>
    [Field(6)] public partial DslbisDataType DataType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(7, 1)] public partial byte Reserved7 { get; init; }

    /// <summary>What 1 in an entry means: picoseconds of latency, or MB/s of bandwidth.</summary>
    [Field(8)] public partial ulong EntryBaseUnit { get; init; }

    /// <summary>From the device's port to the memory, in base units; 0 tells nothing.</summary>
    [Field(16)] public partial ushort Entry0 { get; init; }

    /// <summary>Not for memory: 0.</summary>
    [Field(18)] public partial ushort Entry1 { get; init; }

    /// <summary>Not for memory: 0.</summary>
    [Field(20)] public partial ushort Entry2 { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(22, 2)] public partial ulong Reserved22 { get; init; }
}
