namespace CxlWire.Protocol.Media;

/// <summary>Get Scan Media Capabilities (4303h), response.</summary>
[Layout(
    "get_scan_media_capabilities_response", "CXL r3.1 8.2.9.9.4.4 Get Scan Media Capabilities (4303h)", 4)]
public readonly partial record struct GetScanMediaCapabilitiesResponse
{
    /// <summary>How long a scan would take, in milliseconds.</summary>
    [Field(0, Unit = "ms")] public partial uint EstimatedTime { get; init; }
}
