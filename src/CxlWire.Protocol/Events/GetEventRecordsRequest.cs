namespace CxlWire.Protocol.Events;

/// <summary>Get Event Records (0100h), request.</summary>
[Layout("get_event_records_request", "CXL r3.1 8.2.9.2.2 Get Event Records (0100h)", 1)]
public readonly partial record struct GetEventRecordsRequest
{
    /// <summary>Event log.</summary>
    [Field(0)] public partial EventLogType Log { get; init; }
}
