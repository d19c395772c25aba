using System.Buffers;
using CxlWire.Golden;
using CxlWire.Protocol.Cci;
using CxlWire.Transport.Framing;

namespace CxlWire.Conformance;

/// <summary>
/// Every golden message is framed whole, between other bytes, split at every index, and byte by byte.
/// </summary>
public class GoldenFraming
{
    private const int LongestPayload = 2048;

    public static TheoryData<string> Messages => [.. Goldens.All.Values.Where(c => c.IsMessage).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_framed_however_it_arrives(string name)
    {
        GoldenCase golden = Goldens.All[name];
        byte[] message = golden.Bytes.ToArray();
        byte[] payload = golden.LayoutBytes.ToArray();
        CciHeader.TryRead(message.AsSpan(0, CciHeader.Size), out CciHeader header, out _);

        AssertFramed(new ReadOnlySequence<byte>(message), header, payload, left: 0);
        byte[] fenced = [0xFF, .. message, 0xFF];
        AssertFramed(new ReadOnlySequence<byte>(fenced, 1, message.Length), header, payload, left: 0);
        AssertFramed(new ReadOnlySequence<byte>(fenced, 1, message.Length + 1), header, payload, left: 1);
        for (int at = 0; at <= message.Length; at++)
        {
            AssertIncomplete(message, at);
            AssertFramed(Join(message[..at], message[at..]), header, payload, left: 0);
        }

        AssertFramed(Join([.. message.Select(b => new[] { b })]), header, payload, left: 0);
    }

    private static void AssertFramed(ReadOnlySequence<byte> bytes, CciHeader header, byte[] payload, int left)
    {
        CciFrameKind kind = new CciFramer(LongestPayload)
            .Read(ref bytes, out CciHeader framed, out ReadOnlySequence<byte> framedPayload);
        Assert.Equal(CciFrameKind.Message, kind);
        Assert.Equal(header, framed);
        Assert.True(framedPayload.ToArray().AsSpan().SequenceEqual(payload));
        Assert.Equal(left, bytes.Length);
    }

    private static void AssertIncomplete(byte[] message, int length)
    {
        if (length == message.Length)
            return;
        var part = new ReadOnlySequence<byte>(message, 0, length);
        Assert.Equal(CciFrameKind.Incomplete, new CciFramer(LongestPayload).Read(ref part, out _, out _));
        Assert.Equal(length, part.Length);
    }

    private static ReadOnlySequence<byte> Join(params byte[][] parts)
    {
        var first = new Segment(parts[0], null);
        Segment last = first;
        foreach (byte[] part in parts.Skip(1))
            last = new Segment(part, last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment? previous)
        {
            Memory = bytes;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
