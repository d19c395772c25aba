namespace CxlWire.Protocol.Sanitize;

/// <summary>What Media Operations (4402h) is asked when it is to tell of itself.</summary>
[Layout("media_operations_discovery", "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)", 4)]
public readonly partial record struct MediaOperationsDiscovery
{
    /// <summary>The first operation to tell of, from 0 on.</summary>
    [Field(0)] public partial ushort StartIndex { get; init; }

    /// <summary>How many to tell of, at most.</summary>
    [Field(2)] public partial ushort OperationCount { get; init; }
}
