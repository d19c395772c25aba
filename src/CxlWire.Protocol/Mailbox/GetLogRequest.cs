namespace CxlWire.Protocol.Mailbox;

/// <summary>Get Log (0401h), request.</summary>
[Layout("get_log_request", "CXL r3.1 8.2.9.5.2 Get Log (0401h)", 24)]
public readonly partial record struct GetLogRequest
{
    /// <summary>Which log.</summary>
    [Field(0)] public partial LogIdentifier LogIdentifier { get; init; }

    /// <summary>First byte wanted, in bytes.</summary>
    [Field(16, Unit = "bytes")] public partial uint Offset { get; init; }

    /// <summary>Bytes wanted, in bytes.</summary>
    [Field(20, Unit = "bytes")] public partial uint Length { get; init; }
}
