namespace CxlWire.Protocol.Mailbox;

/// <summary>A log that the device offers.</summary>
[Layout("supported_log", "CXL r3.1 8.2.9.5.1 Supported Log Entry", 20)]
public readonly partial record struct SupportedLog
{
    /// <summary>Which log.</summary>
    [Field(0)] public partial LogIdentifier LogIdentifier { get; init; }

    /// <summary>Size of the log, in bytes.</summary>
    [Field(16, Unit = "bytes")] public partial uint LogSize { get; init; }
}
