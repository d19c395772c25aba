namespace CxlWire.Protocol.Sanitize;

/// <summary>Media Operations (4402h), response of discovery, then the operations.</summary>
[Layout("media_operations_response", "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)", 12)]
[List("operations", typeof(MediaOperation), Count = nameof(OperationCount))]
public readonly partial record struct MediaOperationsResponse
{
    /// <summary>What starts and lengths of ranges are multiples of, in bytes.</summary>
    [Field(0, Unit = "bytes")] public partial ulong RangeGranularity { get; init; }

    /// <summary>Operations that there are.</summary>
    [Field(8)] public partial ushort TotalOperationCount { get; init; }

    /// <summary>Operations that follow.</summary>
    [Field(10)] public partial ushort OperationCount { get; init; }
}
