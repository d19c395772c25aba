namespace CxlWire.Protocol.Dcd;

/// <summary>A run of dynamic capacity.</summary>
[Layout("extent", "CXL r3.1 Table 8-51 Dynamic Capacity Extent", 40, View = true)]
public readonly partial record struct Extent
{
    /// <summary>First device physical address, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong StartDpa { get; init; }

    /// <summary>Length, in bytes.</summary>
    [Field(8, Unit = "bytes")] public partial ulong Length { get; init; }

    /// <summary>Tag that groups extents; all zero: none.</summary>
    [Field(16)] public partial Tag Tag { get; init; }

    /// <summary>Position among the tag's extents when shared (S3); else 0.</summary>
    [Field(32)] public partial ushort SharedExtentSequence { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(34, 6)] public partial ulong Reserved34 { get; init; }
}
