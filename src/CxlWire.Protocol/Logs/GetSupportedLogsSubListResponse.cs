using CxlWire.Protocol.Mailbox;

namespace CxlWire.Protocol.Logs;

/// <summary>Get Supported Logs Sub-List (0405h), response, then the logs.</summary>
[Layout("get_supported_logs_sub_list_response", "CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)", 8)]
[List("logs", typeof(SupportedLog), Count = nameof(LogCount))]
public readonly partial record struct GetSupportedLogsSubListResponse
{
    /// <summary>Logs that follow.</summary>
    [Field(0)] public partial byte LogCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 1)] public partial byte Reserved1 { get; init; }

    /// <summary>Logs that the device has.</summary>
    [Field(2)] public partial ushort TotalLogCount { get; init; }

    /// <summary>The first of those that follow, from 0 on.</summary>
    [Field(4)] public partial byte StartIndex { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(5, 3)] public partial ulong Reserved5 { get; init; }
}
