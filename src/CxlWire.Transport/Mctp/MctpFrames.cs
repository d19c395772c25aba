using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>Messages as the frames that carry them.</summary>
internal static class MctpFrames
{
    /// <summary>Bytes that the frames of a message take at most.</summary>
    /// <param name="body">Bytes that follow the message type.</param>
    /// <param name="unit">Largest payload of a packet.</param>
    public static int MaxSizeOf(int body, int unit) =>
        (MctpPackets.CountOf(body, unit) * MctpSerialFrame.MaxSizeOf(MctpHeader.Size))
        + (2 * (MctpMessage.Size + body));

    /// <summary>Writes a message.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(in MctpPackets packets, Span<byte> destination)
    {
        Span<byte> packet = stackalloc byte[MctpSerialFrame.MaxPacket];
        int written = 0;
        int count = packets.Count;
        for (int i = 0; i < count; i++)
            written += MctpSerialFrame.Write(packet[..packets.Write(i, packet)], destination[written..]);
        return written;
    }
}
