namespace CxlWire.Protocol.Mctp;

/// <summary>
/// Frame of MCTP on a serial line, its packet as it was before bytes were escaped: on the line 7Dh and 7Eh in it are
/// 7Dh and the byte with bit 5 cleared.
/// </summary>
[Layout("mctp_serial", "DSP0253 Packet framing", 3)]
[List("packet", typeof(byte), Count = nameof(ByteCount), Tail = typeof(MctpSerialTrailer))]
public readonly partial record struct MctpSerial
{
    /// <summary>What each frame begins and ends with.</summary>
    public const byte Flag = 0x7E;

    /// <summary>What an escaped byte follows.</summary>
    public const byte Escape = 0x7D;

    /// <summary>Set in a byte, cleared in its escaped form.</summary>
    public const byte EscapeBit = 0x20;

    /// <summary>The only revision that there is.</summary>
    public const byte Revision = 1;

    /// <summary>7Eh.</summary>
    [Field(0, HexDigits = 2)] public partial byte FramingFlag { get; init; }

    /// <summary>1.</summary>
    [Field(1)] public partial byte SerialRevision { get; init; }

    /// <summary>Length of the packet before bytes were escaped.</summary>
    [Field(2, Unit = "bytes")] public partial byte ByteCount { get; init; }
}
