namespace CxlWire.Protocol.Mctp;

/// <summary>Set Endpoint ID (01h), request.</summary>
[Layout("mctp_set_endpoint_id_request", "DSP0236 12.3 Set Endpoint ID (01h)", 5)]
public readonly partial record struct MctpSetEndpointIdRequest
{
    /// <summary>Command 01h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>
    /// 0 set the EID, 1 force it, 2 back to the static one, 3 set the flag that says it was discovered.
    /// </summary>
    [Bits(3, 1, 0)] public partial byte Operation { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(3, 7, 2)] public partial byte OperationReserved { get; init; }

    /// <summary>The EID, 08h to FEh.</summary>
    [Field(4)] public partial byte EndpointId { get; init; }
}
