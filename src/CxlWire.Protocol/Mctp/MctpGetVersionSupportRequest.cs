namespace CxlWire.Protocol.Mctp;

/// <summary>Get MCTP Version Support (04h), request.</summary>
[Layout("mctp_get_version_support_request", "DSP0236 12.6 Get MCTP Version Support (04h)", 4)]
public readonly partial record struct MctpGetVersionSupportRequest
{
    /// <summary>Command 04h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>Whose versions: a message type; FFh: those of MCTP itself.</summary>
    [Field(3, HexDigits = 2)] public partial byte MessageTypeNumber { get; init; }
}
