namespace CxlWire.Protocol.Mctp;

/// <summary>Get Endpoint ID (02h), response.</summary>
[Layout("mctp_get_endpoint_id_response", "DSP0236 12.4 Get Endpoint ID (02h)", 7)]
public readonly partial record struct MctpGetEndpointIdResponse
{
    /// <summary>Command 02h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>How the command ended.</summary>
    [Field(3)] public partial MctpCompletionCode CompletionCode { get; init; }

    /// <summary>The EID; 0: none yet.</summary>
    [Field(4)] public partial byte EndpointId { get; init; }

    /// <summary>0: dynamic only, 1: static, 2: static, and is that now, 3: static, and is another now.</summary>
    [Bits(5, 1, 0)] public partial byte EndpointIdType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(5, 3, 2)] public partial byte IdTypeReserved { get; init; }

    /// <summary>0: a simple endpoint, 1: a bus owner or a bridge.</summary>
    [Bits(5, 5, 4)] public partial byte EndpointType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(5, 7, 6)] public partial byte TypeReserved { get; init; }

    /// <summary>What the medium's binding says; a serial line's says nothing.</summary>
    [Field(6, HexDigits = 2)] public partial byte MediumSpecific { get; init; }
}
