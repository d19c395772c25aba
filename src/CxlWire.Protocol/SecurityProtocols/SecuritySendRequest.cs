namespace CxlWire.Protocol.SecurityProtocols;

/// <summary>Security Send (4600h), request, then the data that the protocol defines.</summary>
[Layout("security_send_request", "CXL r3.1 8.2.9.9.7.1 Security Send (4600h)", 8, View = true)]
[List("data", typeof(byte))]
public readonly partial record struct SecuritySendRequest
{
    /// <summary>Whose data it is.</summary>
    [Field(0)] public partial SecurityProtocol SecurityProtocol { get; init; }

    /// <summary>What of the protocol's; each defines its own.</summary>
    [Field(1)] public partial ushort SpSpecific { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 5)] public partial ulong Reserved3 { get; init; }
}
