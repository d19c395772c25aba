namespace CxlWire.Protocol.Media;

/// <summary>Get Scan Media Results (4305h), response, then the records.</summary>
[Layout("get_scan_media_results_response", "CXL r3.1 8.2.9.9.4.6 Get Scan Media Results (4305h)", 32)]
[List("records", typeof(MediaErrorRecord), Count = nameof(RecordCount))]
public readonly partial record struct GetScanMediaResultsResponse
{
    /// <summary>Where a scan goes on that stopped early, in bytes; 0: it did not.</summary>
    [Field(0, Unit = "bytes", HexDigits = 1)] public partial ulong RestartAddress { get; init; }

    /// <summary>How much of the range it left out, in units of 64 bytes.</summary>
    [Field(8, Unit = "64 bytes")] public partial ulong RestartLength { get; init; }

    /// <summary>There are more records: the same request again returns them.</summary>
    [Bit(16, 0)] public partial bool More { get; init; }

    /// <summary>The scan stopped before the end of the range.</summary>
    [Bit(16, 1)] public partial bool StoppedPrematurely { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(16, 7, 2)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(17, 1)] public partial byte Reserved17 { get; init; }

    /// <summary>Records that follow.</summary>
    [Field(18)] public partial ushort RecordCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(20, 12)] public partial ReservedBytes Reserved20 { get; init; }
}
