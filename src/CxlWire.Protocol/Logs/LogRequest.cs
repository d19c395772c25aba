namespace CxlWire.Protocol.Logs;

/// <summary>Get Log Capabilities (0402h), Clear Log (0403h) and Populate Log (0404h), request.</summary>
[Layout("log_request", "CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h) to 8.2.9.5.5 Populate Log (0404h)", 16)]
[Payload(
    "GetLogCapabilitiesRequest",
    "get_log_capabilities_request",
    "CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h)")]
[Payload("ClearLogRequest", "clear_log_request", "CXL r3.1 8.2.9.5.4 Clear Log (0403h)")]
[Payload("PopulateLogRequest", "populate_log_request", "CXL r3.1 8.2.9.5.5 Populate Log (0404h)")]
public readonly partial record struct LogRequest
{
    /// <summary>Which log.</summary>
    [Field(0)] public partial LogIdentifier LogIdentifier { get; init; }
}
