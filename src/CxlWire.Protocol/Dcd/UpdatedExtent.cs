namespace CxlWire.Protocol.Dcd;

/// <summary>A range that a host accepts or releases.</summary>
[Layout("updated_extent", "CXL r3.1 8.2.9.9.9.3 Updated Extent", 24)]
public readonly partial record struct UpdatedExtent
{
    /// <summary>First device physical address, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong StartDpa { get; init; }

    /// <summary>Length, in bytes.</summary>
    [Field(8, Unit = "bytes")] public partial ulong Length { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(16, 8)] public partial ulong Reserved16 { get; init; }
}
