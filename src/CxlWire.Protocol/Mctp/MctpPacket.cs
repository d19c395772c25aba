namespace CxlWire.Protocol.Mctp;

/// <summary>MCTP packet: the header, then a message or a part of one.</summary>
[Layout("mctp_packet", "DSP0236 MCTP packet fields", 4)]
[List("payload", typeof(byte))]
public readonly partial record struct MctpPacket
{
    /// <summary>Payload that every endpoint takes in one packet, in bytes: the baseline transmission unit.</summary>
    public const int BaselineUnit = 64;

    /// <summary>Who says it to whom, and which part it is.</summary>
    [Field(0)] public partial MctpHeader Header { get; init; }
}
