namespace CxlWire.Protocol.Mctp;

/// <summary>Get Endpoint UUID (03h), response.</summary>
[Layout("mctp_get_endpoint_uuid_response", "DSP0236 12.5 Get Endpoint UUID (03h)", 20)]
public readonly partial record struct MctpGetEndpointUuidResponse
{
    /// <summary>Command 03h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>How the command ended.</summary>
    [Field(3)] public partial MctpCompletionCode CompletionCode { get; init; }

    /// <summary>Tells the device from all others.</summary>
    [Field(4)] public partial Uuid Uuid { get; init; }
}
