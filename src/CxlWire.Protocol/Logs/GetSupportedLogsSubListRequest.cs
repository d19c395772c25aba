namespace CxlWire.Protocol.Logs;

/// <summary>Get Supported Logs Sub-List (0405h), request.</summary>
[Layout("get_supported_logs_sub_list_request", "CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h)", 2)]
public readonly partial record struct GetSupportedLogsSubListRequest
{
    /// <summary>Logs wanted, at most.</summary>
    [Field(0)] public partial byte MaxCount { get; init; }

    /// <summary>The first log wanted, from 0 on.</summary>
    [Field(1)] public partial byte StartIndex { get; init; }
}
