namespace CxlWire.Protocol.Cdat;

/// <summary>Header of the Coherent Device Attribute Table; its structures follow.</summary>
[Layout("cdat_header", "CDAT 1.03 Table 1 Coherent Device Attribute Table", 16)]
public readonly partial record struct CdatHeader
{
    /// <summary>Length of the whole table, in bytes.</summary>
    [Field(0, Unit = "bytes")] public partial uint Length { get; init; }

    /// <summary>Revision of the table: 2.</summary>
    [Field(4)] public partial byte Revision { get; init; }

    /// <summary>Makes the sum of all bytes of the table 0, modulo 256.</summary>
    [Field(5)] public partial byte Checksum { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(6, 6)] public partial ulong Reserved6 { get; init; }

    /// <summary>Changes when the table does.</summary>
    [Field(12)] public partial uint Sequence { get; init; }
}
