namespace CxlWire.Protocol.Cdat;

/// <summary>What each structure of the CDAT begins with.</summary>
[Layout("cdat_structure_header", "CDAT 1.03 Table 2 CDAT Structure", 4)]
public readonly partial record struct CdatStructureHeader
{
    /// <summary>Which structure it is.</summary>
    [Field(0)] public partial CdatStructureType Type { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 1)] public partial byte Reserved1 { get; init; }

    /// <summary>Length of the structure, this header included, in bytes.</summary>
    [Field(2, Unit = "bytes")] public partial ushort Length { get; init; }
}
