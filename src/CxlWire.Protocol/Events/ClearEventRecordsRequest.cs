namespace CxlWire.Protocol.Events;

/// <summary>Clear Event Records (0101h), request, then the handles.</summary>
[Layout("clear_event_records_request", "CXL r3.1 8.2.9.2.3 Clear Event Records (0101h)", 6)]
[List("handles", typeof(ushort), Count = nameof(HandleCount))]
public readonly partial record struct ClearEventRecordsRequest
{
    /// <summary>Event log.</summary>
    [Field(0)] public partial EventLogType Log { get; init; }

    /// <summary>Clear the whole log, after an overflow (E5).</summary>
    [Bit(1, 0)] public partial bool ClearAll { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(1, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Handles that follow.</summary>
    [Field(2)] public partial byte HandleCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 3)] public partial ulong Reserved3 { get; init; }
}
