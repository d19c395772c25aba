namespace CxlWire.Protocol.Sanitize;

/// <summary>Media Operations (4402h), request, then what the operation is about.</summary>
[Layout("media_operations_request", "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)", 8, View = true)]
[List("arguments", typeof(byte))]
public readonly partial record struct MediaOperationsRequest
{
    /// <summary>What kind of operation.</summary>
    [Field(0)] public partial MediaOperationClass OperationClass { get; init; }

    /// <summary>Which operation of that kind.</summary>
    [Field(1)] public partial byte Subclass { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }

    /// <summary>Ranges that follow, <see cref="MediaRange"/> each; 0 for discovery.</summary>
    [Field(4)] public partial uint RangeCount { get; init; }
}
