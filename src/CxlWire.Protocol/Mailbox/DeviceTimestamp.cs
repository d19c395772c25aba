namespace CxlWire.Protocol.Mailbox;

/// <summary>Get (0300h) and Set Timestamp (0301h).</summary>
[Layout("timestamp", "CXL r3.1 8.2.9.4.1 Get (0300h) and 8.2.9.4.2 Set Timestamp (0301h)", 8)]
[Payload("GetTimestampResponse", "get_timestamp_response", "CXL r3.1 8.2.9.4.1 Get Timestamp (0300h)")]
[Payload("SetTimestampRequest", "set_timestamp_request", "CXL r3.1 8.2.9.4.2 Set Timestamp (0301h)")]
public readonly partial record struct DeviceTimestamp
{
    /// <summary>Since 1970-01-01 UTC; 0 until set (E10), in nanoseconds.</summary>
    [Field(0, Unit = "ns")] public partial ulong Timestamp { get; init; }
}
