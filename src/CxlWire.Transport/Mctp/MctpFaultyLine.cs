using CxlWire.Device.Faults;
using CxlWire.Protocol.Mctp;
using CxlWire.Transport.Connections;

namespace CxlWire.Transport.Mctp;

/// <summary>What goes over a serial line in place of a reply that a fault spoils.</summary>
internal static class MctpFaultyLine
{
    /// <summary>The frames of a reply, once.</summary>
    /// <param name="address">Whom it is for, and its tag.</param>
    /// <param name="type">Its message type.</param>
    /// <param name="faulty">The reply.</param>
    /// <param name="unit">Largest payload of a packet.</param>
    public static byte[] Create(in MctpHeader address, MctpMessageType type, FaultyReply faulty, int unit)
    {
        ReplyFault fault = faulty.Fault;
        if (fault.IsLost)
            return [];
        int sent = Math.Min(fault.CutAfter ?? int.MaxValue, faulty.Response.Length);
        List<byte[]> packets = Cut(new MctpPackets(address, type, faulty.Response, unit), unit, sent);
        byte[][] frames =
            fault.Mctp is { } mctp && packets.Count > 0 ? Spoil(packets, mctp) : [.. packets.Select(Frame)];
        return [.. frames.SelectMany(frame => frame)];
    }

    /// <summary>The packets that carry so many bytes of the message; of a part of it, none is the last.</summary>
    private static List<byte[]> Cut(in MctpPackets packets, int unit, int sent)
    {
        var cut = new List<byte[]>();
        byte[] packet = new byte[MctpHeader.Size + unit];
        int left = MctpMessage.Size + sent;
        for (int i = 0; i < packets.Count && left > 0; i++)
        {
            int length = packets.Write(i, packet);
            cut.Add(packet[..Math.Min(length, MctpHeader.Size + left)]);
            left -= length - MctpHeader.Size;
        }

        return cut;
    }

    private static byte[][] Spoil(List<byte[]> packets, MctpFault fault)
    {
        int at = Math.Min(fault.Packet, packets.Count) - 1;
        switch (fault.Kind)
        {
            case MctpFaultKind.MissingEnd:
                Change(packets[^1], header => header with { EndOfMessage = false });
                break;
            case MctpFaultKind.MissingStart:
                Change(packets[0], header => header with { StartOfMessage = false });
                break;
            case MctpFaultKind.SequenceGap when packets.Count > 1:
                packets.RemoveAt(at);
                break;
            case MctpFaultKind.SequenceGap:
                // The only packet cannot be left out and leave a gap: it is a later one, without those before it.
                Change(packets[0], header => header with { StartOfMessage = false, PacketSequence = 1 });
                break;
            case MctpFaultKind.WrongTag:
                Change(packets[at], header => header with { MessageTag = (byte)((header.MessageTag + 1) & 7) });
                break;
            case MctpFaultKind.WrongEid:
                Change(packets[at], header => header with { SourceEid = (byte)(header.SourceEid ^ 1) });
                break;
            case MctpFaultKind.Repeated:
                packets.Insert(at, packets[at]);
                break;
            case MctpFaultKind.Reordered when packets.Count > 1:
                int other = at + 1 < packets.Count ? at + 1 : at - 1;
                (packets[at], packets[other]) = (packets[other], packets[at]);
                break;
        }

        byte[][] frames = [.. packets.Select(Frame)];
        int frame = Math.Min(at, frames.Length - 1);
        if (fault.Kind == MctpFaultKind.WrongFcs)
            frames[frame][^2] ^= 1;
        else if (fault.Kind == MctpFaultKind.CutFrame)
            frames[frame] = frames[frame][..(frames[frame].Length / 2)];
        return frames;
    }

    private static void Change(byte[] packet, Func<MctpHeader, MctpHeader> change)
    {
        Span<byte> first = packet.AsSpan(0, MctpHeader.Size);
        _ = MctpHeader.TryRead(first, out MctpHeader header, out _);
        change(header).TryWrite(first);
    }

    private static byte[] Frame(byte[] packet)
    {
        byte[] frame = new byte[MctpSerialFrame.MaxSizeOf(packet.Length)];
        return frame[..MctpSerialFrame.Write(packet, frame)];
    }
}
