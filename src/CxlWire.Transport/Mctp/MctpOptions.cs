using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>How an MCTP endpoint presents itself.</summary>
public sealed record MctpOptions
{
    /// <summary>The EID of devices that are told no other.</summary>
    public const byte DefaultEid = 9;

    /// <summary>The least that an EID can be; 0 is nobody's, 1 to 7 are reserved.</summary>
    public const byte MinEid = 8;

    /// <summary>The most that an EID can be; FFh is everybody's.</summary>
    public const byte MaxEid = 0xFE;

    /// <summary>The largest unit that a frame can carry, in bytes.</summary>
    public const int MaxUnit = MctpSerialFrame.MaxPacket - MctpHeader.Size;

    /// <summary>What captures call the line.</summary>
    public string Name { get; init; } = "mctp";

    /// <summary>EID to begin with; Set Endpoint ID changes it.</summary>
    public byte Eid { get; init; } = DefaultEid;

    /// <summary>Largest payload of a packet in either direction, in bytes: 64 to <see cref="MaxUnit"/>.</summary>
    public int Unit { get; init; } = MctpPacket.BaselineUnit;

    /// <summary>
    /// EID that is told of events; null: whoever spoke last, and before anybody has, 0: who is at the other end.
    /// </summary>
    public byte? NotifiedEid { get; init; }
}
