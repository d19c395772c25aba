namespace CxlWire.Protocol.Events;

/// <summary>Get Event Records (0100h), response, then the records.</summary>
[Layout("get_event_records_response", "CXL r3.1 8.2.9.2.2 Get Event Records (0100h)", 32, View = true)]
[List("records", typeof(EventRecord), Count = nameof(RecordCount))]
public readonly partial record struct GetEventRecordsResponse
{
    /// <summary>Records were lost (E6).</summary>
    [Bit(0, 0)] public partial bool Overflow { get; init; }

    /// <summary>The log holds records that this reply does not (E3).</summary>
    [Bit(0, 1)] public partial bool MoreEventRecords { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 2)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 1)] public partial byte Reserved1 { get; init; }

    /// <summary>Records lost.</summary>
    [Field(2)] public partial ushort OverflowErrorCount { get; init; }

    /// <summary>When the first was lost, in nanoseconds.</summary>
    [Field(4, Unit = "ns")] public partial ulong FirstOverflowTimestamp { get; init; }

    /// <summary>When the last was lost, in nanoseconds.</summary>
    [Field(12, Unit = "ns")] public partial ulong LastOverflowTimestamp { get; init; }

    /// <summary>Records that follow.</summary>
    [Field(20)] public partial ushort RecordCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(22, 10)] public partial ReservedBytes Reserved22 { get; init; }
}
