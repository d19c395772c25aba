namespace CxlWire.Protocol.Mailbox;

/// <summary>Get Supported Logs (0400h), response, then the logs.</summary>
[Layout("get_supported_logs_response", "CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h)", 8)]
[List("logs", typeof(SupportedLog), Count = nameof(LogCount))]
public readonly partial record struct GetSupportedLogsResponse
{
    /// <summary>Logs that follow.</summary>
    [Field(0)] public partial ushort LogCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 6)] public partial ulong Reserved2 { get; init; }
}
