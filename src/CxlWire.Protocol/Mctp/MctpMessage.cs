namespace CxlWire.Protocol.Mctp;

/// <summary>MCTP message, whole: what its packets carry, one after the other.</summary>
[Layout("mctp_message", "DSP0236 MCTP packet fields: message type", 1)]
[List("body", typeof(byte))]
public readonly partial record struct MctpMessage
{
    /// <summary>What the body is.</summary>
    [Bits(0, 6, 0)] public partial MctpMessageType MessageType { get; init; }

    /// <summary>The body ends with an integrity check; no type that CXL has does.</summary>
    [Bit(0, 7)] public partial bool IntegrityCheck { get; init; }
}
