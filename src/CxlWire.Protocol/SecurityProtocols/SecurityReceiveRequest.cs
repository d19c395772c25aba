namespace CxlWire.Protocol.SecurityProtocols;

/// <summary>Security Receive (4601h), request.</summary>
[Layout("security_receive_request", "CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)", 8)]
public readonly partial record struct SecurityReceiveRequest
{
    /// <summary>Whose data is wanted.</summary>
    [Field(0)] public partial SecurityProtocol SecurityProtocol { get; init; }

    /// <summary>What of the protocol's; each defines its own.</summary>
    [Field(1)] public partial ushort SpSpecific { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 5)] public partial ulong Reserved3 { get; init; }
}
