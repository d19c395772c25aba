namespace CxlWire.Protocol.Media;

/// <summary>Scan Media (4304h), request.</summary>
[Layout("scan_media_request", "CXL r3.1 8.2.9.9.4.5 Scan Media (4304h)", 17)]
public readonly partial record struct ScanMediaRequest
{
    /// <summary>First address, a multiple of 64, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong Address { get; init; }

    /// <summary>How much to scan, in units of 64 bytes.</summary>
    [Field(8, Unit = "64 bytes")] public partial ulong Length { get; init; }

    /// <summary>What is found makes no event records.</summary>
    [Bit(16, 0)] public partial bool NoEventLog { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(16, 7, 1)] public partial byte FlagsReserved { get; init; }
}
