namespace CxlWire.Protocol.Mctp;

/// <summary>What every response to an MCTP control message begins with, and all of one that is an error.</summary>
[Layout("mctp_control_response", "DSP0236 MCTP control message format, response", 4)]
public readonly partial record struct MctpControlResponse
{
    /// <summary>Repeats the instance ID and the command code of the request.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>How the command ended.</summary>
    [Field(3)] public partial MctpCompletionCode CompletionCode { get; init; }
}
