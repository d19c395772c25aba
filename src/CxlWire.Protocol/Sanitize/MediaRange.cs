namespace CxlWire.Protocol.Sanitize;

/// <summary>A range of Media Operations (4402h), to sanitize or to fill with zeros.</summary>
[Layout("media_range", "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)", 16)]
public readonly partial record struct MediaRange
{
    /// <summary>First device physical address, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong StartDpa { get; init; }

    /// <summary>Length, in bytes.</summary>
    [Field(8, Unit = "bytes")] public partial ulong Length { get; init; }
}
