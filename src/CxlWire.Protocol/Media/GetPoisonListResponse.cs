namespace CxlWire.Protocol.Media;

/// <summary>Get Poison List (4300h), response, then the records.</summary>
[Layout("get_poison_list_response", "CXL r3.1 8.2.9.9.4.1 Get Poison List (4300h)", 32)]
[List("records", typeof(MediaErrorRecord), Count = nameof(RecordCount))]
public readonly partial record struct GetPoisonListResponse
{
    /// <summary>There are more records: the same request again returns them.</summary>
    [Bit(0, 0)] public partial bool More { get; init; }

    /// <summary>More is poisoned than the list holds.</summary>
    [Bit(0, 1)] public partial bool Overflow { get; init; }

    /// <summary>The media is being scanned.</summary>
    [Bit(0, 2)] public partial bool ScanInProgress { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 3)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 1)] public partial byte Reserved1 { get; init; }

    /// <summary>When the list overflowed, in nanoseconds since 1970.</summary>
    [Field(2, Unit = "ns")] public partial ulong OverflowTimestamp { get; init; }

    /// <summary>Records that follow.</summary>
    [Field(10)] public partial ushort RecordCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(12, 20)] public partial ReservedBytes Reserved12 { get; init; }
}
