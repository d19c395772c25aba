namespace CxlWire.Protocol.Mctp;

/// <summary>What ends a frame of MCTP on a serial line.</summary>
[Layout("mctp_serial_trailer", "DSP0253 Packet framing", 3)]
public readonly partial record struct MctpSerialTrailer
{
    /// <summary>
    /// High byte of the frame check sequence: CRC-16 of RFC 1662, not inverted at the end, over serial revision, byte
    /// count and the packet before bytes were escaped.
    /// </summary>
    [Field(0, HexDigits = 2)] public partial byte FcsHigh { get; init; }

    /// <summary>Its low byte.</summary>
    [Field(1, HexDigits = 2)] public partial byte FcsLow { get; init; }

    /// <summary>7Eh.</summary>
    [Field(2, HexDigits = 2)] public partial byte FramingFlag { get; init; }
}
