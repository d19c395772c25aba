namespace CxlWire.Protocol.Mctp;

/// <summary>
/// What every MCTP control message begins with, and all of the requests Get Endpoint ID (02h), Get Endpoint UUID (03h)
/// and Get Message Type Support (05h).
/// </summary>
[Layout("mctp_control_header", "DSP0236 MCTP control message format", 3)]
public readonly partial record struct MctpControlHeader
{
    /// <summary>00h.</summary>
    [Bits(0, 6, 0)] public partial MctpMessageType MessageType { get; init; }

    /// <summary>False: control messages have no integrity check.</summary>
    [Bit(0, 7)] public partial bool IntegrityCheck { get; init; }

    /// <summary>Chosen by the requester; the response repeats it.</summary>
    [Bits(1, 4, 0)] public partial byte InstanceId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bit(1, 5)] public partial bool InstanceReserved { get; init; }

    /// <summary>A request that nobody answers, as a response would be one too many.</summary>
    [Bit(1, 6)] public partial bool Datagram { get; init; }

    /// <summary>A request; else a response.</summary>
    [Bit(1, 7)] public partial bool Request { get; init; }

    /// <summary>Which command.</summary>
    [Field(2)] public partial MctpControlCommand CommandCode { get; init; }
}
