using CxlWire.Protocol.Mctp;

namespace CxlWire.Golden;

/// <summary>What a recorded serial line with MCTP holds at one place.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Offset">First byte, counted from the start of the input.</param>
/// <param name="Status">
/// A packet, or why a frame is none; <see cref="MctpFrameStatus.Incomplete"/>: it is cut off.
/// </param>
/// <param name="Bytes">
/// The frame as <see cref="MctpSerial.Layout"/> has it, escapes undone; of what is no frame, the bytes as they are.
/// </param>
/// <param name="Message">The message, type and body, that ends with the packet; null: none does.</param>
public sealed record MctpLineFrame(
    int Index, int Offset, MctpFrameStatus Status, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte>? Message)
{
    /// <summary>The packet, of a frame that has one.</summary>
    public ReadOnlyMemory<byte> Packet => Bytes[MctpSerial.Size..^MctpSerialTrailer.Size];
}

/// <summary>Takes a recorded serial line with MCTP apart, a frame at a time.</summary>
public static class MctpLine
{
    /// <summary>Whether bytes begin as a serial line with MCTP does, and nothing else that is known here.</summary>
    public static bool IsLine(ReadOnlySpan<byte> bytes) => bytes is [MctpSerial.Flag, MctpSerial.Revision, ..];

    /// <summary>All frames, and what lies between them.</summary>
    public static IEnumerable<MctpLineFrame> Read(ReadOnlyMemory<byte> line)
    {
        var messages = new Dictionary<int, (int Sequence, List<byte> Bytes)>();
        byte[] packet = new byte[MctpSerialFrame.MaxPacket];
        int index = 0;
        for (int at = 0; at < line.Length;)
        {
            ReadOnlyMemory<byte> rest = line[at..];
            MctpFrameStatus status = MctpSerialFrame.Read(rest.Span, packet, out int length, out int taken);
            if (status == MctpFrameStatus.Incomplete)
                taken = rest.Length;
            bool isFrame = status == MctpFrameStatus.Packet;
            byte[] bytes = isFrame
                ? [.. rest.Span[..MctpSerial.Size], .. packet.AsSpan(0, length), .. Trailer(packet.AsSpan(0, length))]
                : rest[..taken].ToArray();
            byte[]? message = isFrame ? Add(messages, packet.AsSpan(0, length)) : null;
            ReadOnlyMemory<byte>? whole = message is null ? (ReadOnlyMemory<byte>?)null : message;
            yield return new MctpLineFrame(index++, at, status, bytes, whole);
            at += taken;
        }
    }

    private static byte[] Trailer(ReadOnlySpan<byte> packet)
    {
        ushort sum = MctpSerialFrame.ComputeCheckSequence(packet);
        return [(byte)(sum >> 8), (byte)sum, MctpSerial.Flag];
    }

    /// <summary>Adds a packet to its message; the whole message where it ends it.</summary>
    private static byte[]? Add(Dictionary<int, (int Sequence, List<byte> Bytes)> messages, ReadOnlySpan<byte> packet)
    {
        if (packet.Length <= MctpHeader.Size
            || !MctpHeader.TryRead(packet[..MctpHeader.Size], out MctpHeader header, out _))
            return null;
        int key = (header.SourceEid << 12) | (header.DestinationEid << 4) | (header.TagOwner ? 8 : 0)
            | header.MessageTag;
        if (header.StartOfMessage)
            messages[key] = (header.PacketSequence, []);
        if (!messages.Remove(key, out (int Sequence, List<byte> Bytes) message)
            || message.Sequence != header.PacketSequence)
            return null;
        message.Bytes.AddRange(packet[MctpHeader.Size..]);
        if (header.EndOfMessage)
            return [.. message.Bytes];
        messages[key] = ((message.Sequence + 1) & 3, message.Bytes);
        return null;
    }
}
