namespace CxlWire.Protocol.Fm;

/// <summary>Tunnel Management Command (5300h), request, then the command.</summary>
[Layout("tunnel_management_request", "CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)", 4, View = true)]
[List("command", typeof(byte), Count = nameof(CommandSize))]
public readonly partial record struct TunnelManagementRequest
{
    /// <summary>Port or logical device that the command is for.</summary>
    [Field(0)] public partial byte PortOrLdId { get; init; }

    /// <summary>0: port or LD.</summary>
    [Field(1)] public partial byte TargetType { get; init; }

    /// <summary>Length of the command that follows, in bytes.</summary>
    [Field(2, Unit = "bytes")] public partial ushort CommandSize { get; init; }
}
