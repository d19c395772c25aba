namespace CxlWire.Protocol.Sanitize;

/// <summary>An operation of Media Operations (4402h).</summary>
[Layout("media_operation", "CXL r3.1 8.2.9.9.5.3 Media Operations (4402h)", 2)]
public readonly partial record struct MediaOperation
{
    /// <summary>Its class.</summary>
    [Field(0)] public partial MediaOperationClass OperationClass { get; init; }

    /// <summary>Its subclass.</summary>
    [Field(1)] public partial byte Subclass { get; init; }
}
