namespace CxlWire.Protocol.Media;

/// <summary>Get Scan Media Capabilities (4303h), request.</summary>
[Layout(
    "get_scan_media_capabilities_request", "CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)", 16)]
public readonly partial record struct GetScanMediaCapabilitiesRequest
{
    /// <summary>First address, a multiple of 64, in bytes.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong Address { get; init; }

    /// <summary>How much would be scanned, in units of 64 bytes.</summary>
    [Field(8, Unit = "64 bytes")] public partial ulong Length { get; init; }
}
