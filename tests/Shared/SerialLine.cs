namespace CxlWire.Tests;

/// <summary>Bytes of a serial line with MCTP, made from DSP0236 and DSP0253 and not by what is tested.</summary>
internal static class SerialLine
{
    /// <summary>SOM, EOM and tag owner.</summary>
    public const byte Whole = 0xC8;

    public const byte Start = 0x88;

    public const byte Middle = 0x08;

    public const byte End = 0x48;

    /// <summary>Identify (0001h), as libcxlmi says it.</summary>
    public const string Identify = "08 00000001000000000000cdab";

    /// <summary>What the default device answers.</summary>
    public const string Identified = "08 010000010012000000000000981ecd0d981e01000100cd1dc10000000b03";

    /// <summary>A frame of a packet that a peer with EID 8 sends to EID 9.</summary>
    public static byte[] Ask(byte flags, string payload, byte destination = 9, byte source = 8) =>
        Frame([1, destination, source, flags, .. Hex(payload)]);

    /// <summary>A frame of a packet with which EID 9 answers, whole: its tag is not its own.</summary>
    public static byte[] Reply(string payload, byte tag = 0, byte destination = 8, byte source = 9) =>
        Frame([1, destination, source, (byte)(0xC0 | tag), .. Hex(payload)]);

    /// <summary>A frame, escaped.</summary>
    public static byte[] Frame(byte[] packet)
    {
        ushort sum = CheckSequence([1, (byte)packet.Length, .. packet]);
        return [0x7E, 1, (byte)packet.Length, .. Escape(packet), (byte)(sum >> 8), (byte)sum, 0x7E];
    }

    /// <summary>CRC-16 of RFC 1662, bit by bit, not inverted at the end.</summary>
    public static ushort CheckSequence(byte[] bytes)
    {
        int sum = 0xFFFF;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0x8408 : sum >> 1;
        }

        return (ushort)sum;
    }

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    private static IEnumerable<byte> Escape(byte[] packet) =>
        packet.SelectMany(value => value is 0x7D or 0x7E ? new byte[] { 0x7D, (byte)(value & ~0x20) } : [value]);
}
