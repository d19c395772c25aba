namespace CxlWire.Protocol.Mctp;

/// <summary>Get MCTP Version Support (04h), response, then the versions, oldest first.</summary>
[Layout("mctp_get_version_support_response", "DSP0236 12.6 Get MCTP Version Support (04h)", 5)]
[List("versions", typeof(MctpVersion), Count = nameof(VersionCount))]
public readonly partial record struct MctpGetVersionSupportResponse
{
    /// <summary>Command 04h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>How the command ended.</summary>
    [Field(3)] public partial MctpCompletionCode CompletionCode { get; init; }

    /// <summary>Versions that follow.</summary>
    [Field(4)] public partial byte VersionCount { get; init; }
}
