namespace CxlWire.Protocol.Fm;

/// <summary>Tunnel Management Command (5300h), response, then the response.</summary>
[Layout("tunnel_management_response", "CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)", 4)]
[List("response", typeof(byte), Count = nameof(ResponseSize))]
public readonly partial record struct TunnelManagementResponse
{
    /// <summary>Length of the response that follows, in bytes.</summary>
    [Field(0, Unit = "bytes")] public partial ushort ResponseSize { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 2)] public partial ulong Reserved2 { get; init; }
}
