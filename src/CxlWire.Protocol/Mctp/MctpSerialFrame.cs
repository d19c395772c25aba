namespace CxlWire.Protocol.Mctp;

/// <summary>
/// MCTP packets in frames of a serial line (DSP0253): <see cref="MctpSerial"/> with the bytes of its packet escaped.
/// Keeps nothing between two calls.
/// </summary>
public static class MctpSerialFrame
{
    /// <summary>Longest packet that a frame can tell, header included, in bytes.</summary>
    public const int MaxPacket = byte.MaxValue;

    /// <summary>Longest frame on the line: every byte of packet and check sequence escaped.</summary>
    public const int MaxSize = MctpSerial.Size + (2 * MaxPacket) + MaxTrailer;

    private const int MaxTrailer = MctpSerialTrailer.Size + 2;

    private static readonly ushort[] _table = CreateTable();

    /// <summary>Bytes that the frame of a packet takes at most.</summary>
    /// <param name="packet">Bytes of the packet.</param>
    public static int MaxSizeOf(int packet) => MctpSerial.Size + (2 * packet) + MctpSerialTrailer.Size;

    /// <summary>Frame check sequence: CRC-16 of RFC 1662, not inverted at the end.</summary>
    /// <param name="packet">The packet before bytes are escaped, at most <see cref="MaxPacket"/>.</param>
    public static ushort ComputeCheckSequence(ReadOnlySpan<byte> packet)
    {
        ushort sum = Add(Add(0xFFFF, MctpSerial.Revision), (byte)packet.Length);
        foreach (byte value in packet)
            sum = Add(sum, value);
        return sum;
    }

    /// <summary>Writes the frame of a packet. The check sequence is not escaped, as Linux has it.</summary>
    /// <param name="packet">Header and payload, at most <see cref="MaxPacket"/> bytes.</param>
    /// <param name="destination">Room for <see cref="MaxSizeOf"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The packet is too long.</exception>
    public static int Write(ReadOnlySpan<byte> packet, Span<byte> destination)
    {
        if (packet.Length > MaxPacket)
            throw new ArgumentOutOfRangeException(nameof(packet));
        ushort sum = ComputeCheckSequence(packet);
        destination[0] = MctpSerial.Flag;
        destination[1] = MctpSerial.Revision;
        destination[2] = (byte)packet.Length;
        Span<byte> room = destination.Slice(MctpSerial.Size);
        while (!packet.IsEmpty)
        {
            int plain = packet.IndexOfAny(MctpSerial.Flag, MctpSerial.Escape);
            if (plain < 0)
                plain = packet.Length;
            packet.Slice(0, plain).CopyTo(room);
            room = room.Slice(plain);
            packet = packet.Slice(plain);
            if (packet.IsEmpty)
                break;
            room[0] = MctpSerial.Escape;
            room[1] = (byte)(packet[0] & ~MctpSerial.EscapeBit);
            room = room.Slice(2);
            packet = packet.Slice(1);
        }

        room[0] = (byte)(sum >> 8);
        room[1] = (byte)sum;
        room[2] = MctpSerial.Flag;
        return destination.Length - room.Length + MctpSerialTrailer.Size;
    }

    /// <summary>Takes what lies at the front of a line's bytes.</summary>
    /// <param name="line">What was received and not yet taken.</param>
    /// <param name="packet">Room for the longest packet that is taken.</param>
    /// <param name="length">
    /// Bytes of the packet, escapes undone; of a frame that is wrong or not all there, those until there.
    /// </param>
    /// <param name="taken">
    /// Bytes of the line that are done with: 0 for <see cref="MctpFrameStatus.Incomplete"/>; of a wrong frame, those
    /// before the next flag, which may begin another.
    /// </param>
    public static MctpFrameStatus Read(ReadOnlySpan<byte> line, Span<byte> packet, out int length, out int taken)
    {
        length = 0;
        taken = 0;
        if (line.IsEmpty)
            return MctpFrameStatus.Incomplete;
        if (line[0] != MctpSerial.Flag)
            return Drop(MctpFrameStatus.Noise, line, 0, out taken);
        if (line.Length < 2)
            return MctpFrameStatus.Incomplete;
        if (line[1] == MctpSerial.Flag)
        {
            // The end of a frame that was dropped, and the beginning of the next.
            taken = 1;
            return MctpFrameStatus.Noise;
        }

        if (line[1] != MctpSerial.Revision)
            return Drop(MctpFrameStatus.WrongRevision, line, 1, out taken);
        if (line.Length < MctpSerial.Size)
            return MctpFrameStatus.Incomplete;

        int at = MctpSerial.Size;
        int count = line[2];

        // The byte is not escaped: one of 7Eh may be the next flag.
        if (count > packet.Length)
            return Drop(MctpFrameStatus.TooLong, line, MctpSerial.Size - 1, out taken);
        ushort sum = Add(Add(0xFFFF, MctpSerial.Revision), (byte)count);
        for (int i = 0; i < count; i++)
        {
            length = i;
            if (at == line.Length)
                return MctpFrameStatus.Incomplete;
            byte value = line[at++];
            if (value == MctpSerial.Flag)
                return Drop(MctpFrameStatus.CutOff, line, at - 1, out taken);
            if (value == MctpSerial.Escape)
            {
                if (at == line.Length)
                    return MctpFrameStatus.Incomplete;
                value = (byte)(line[at++] | MctpSerial.EscapeBit);
                if (value is not (MctpSerial.Flag or MctpSerial.Escape) || line[at - 1] == value)
                    return Drop(MctpFrameStatus.WrongEscape, line, at - 1, out taken);
            }

            packet[i] = value;
            sum = Add(sum, value);
        }

        length = count;
        return ReadTrailer(line, at, sum, out taken);
    }

    /// <summary>
    /// Takes the check sequence and the flag: as they are, which Linux sends, or escaped, as other bytes are. Which of
    /// the two it is shows, since there is one right sequence.
    /// </summary>
    private static MctpFrameStatus ReadTrailer(ReadOnlySpan<byte> line, int at, ushort sum, out int taken)
    {
        Span<byte> plain = stackalloc byte[] { (byte)(sum >> 8), (byte)sum, MctpSerial.Flag };
        Span<byte> escaped = stackalloc byte[MaxTrailer];
        int size = Escape(plain[0], escaped);
        size += Escape(plain[1], escaped.Slice(size));
        escaped[size++] = MctpSerial.Flag;
        ReadOnlySpan<byte> there = line.Slice(at);
        bool isWhole = there.StartsWith(plain);
        if (isWhole || there.StartsWith(escaped.Slice(0, size)))
        {
            taken = at + (isWhole ? plain.Length : size);
            return MctpFrameStatus.Packet;
        }

        if (plain.StartsWith(there) || escaped.Slice(0, size).StartsWith(there))
        {
            taken = 0;
            return MctpFrameStatus.Incomplete;
        }

        // A cut frame ends in the flag of the next one: that is in the trailer's place, or behind it.
        int flag = there.IndexOf(MctpSerial.Flag);
        if (flag < 0 && there.Length < MctpSerialTrailer.Size)
        {
            taken = 0;
            return MctpFrameStatus.Incomplete;
        }

        return Drop(MctpFrameStatus.WrongCheckSequence, line, at, out taken);
    }

    private static int Escape(byte value, Span<byte> destination)
    {
        if (value is not (MctpSerial.Flag or MctpSerial.Escape))
        {
            destination[0] = value;
            return 1;
        }

        destination[0] = MctpSerial.Escape;
        destination[1] = (byte)(value & ~MctpSerial.EscapeBit);
        return 2;
    }

    /// <summary>Leaves the next flag, wherever it is from a place on.</summary>
    private static MctpFrameStatus Drop(MctpFrameStatus status, ReadOnlySpan<byte> line, int from, out int taken)
    {
        int flag = line.Slice(from).IndexOf(MctpSerial.Flag);
        taken = flag < 0 ? line.Length : from + flag;
        return status;
    }

    private static ushort Add(ushort sum, byte value) => (ushort)((sum >> 8) ^ _table[(byte)(sum ^ value)]);

    private static ushort[] CreateTable()
    {
        ushort[] table = new ushort[256];
        for (int i = 0; i < table.Length; i++)
        {
            int sum = i;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0x8408 : sum >> 1;
            table[i] = (ushort)sum;
        }

        return table;
    }
}
