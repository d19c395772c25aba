namespace CxlWire.Protocol.Mctp;

/// <summary>Set Endpoint ID (01h), response.</summary>
[Layout("mctp_set_endpoint_id_response", "DSP0236 12.3 Set Endpoint ID (01h)", 7)]
public readonly partial record struct MctpSetEndpointIdResponse
{
    /// <summary>Command 01h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>How the command ended.</summary>
    [Field(3)] public partial MctpCompletionCode CompletionCode { get; init; }

    /// <summary>0: the device wants no EIDs for endpoints behind it.</summary>
    [Bits(4, 1, 0)] public partial byte AllocationStatus { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(4, 3, 2)] public partial byte AllocationReserved { get; init; }

    /// <summary>0: the EID was accepted, 1: it was rejected.</summary>
    [Bits(4, 5, 4)] public partial byte AssignmentStatus { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(4, 7, 6)] public partial byte AssignmentReserved { get; init; }

    /// <summary>The EID that the endpoint has now.</summary>
    [Field(5)] public partial byte EndpointId { get; init; }

    /// <summary>EIDs that the device wants for endpoints behind it.</summary>
    [Field(6)] public partial byte EidPoolSize { get; init; }
}
