using System.Buffers;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Tests;
using CxlWire.Transport.Framing;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Transport.Tests;

/// <summary>Bytes in any pieces, the same messages out.</summary>
public sealed class CciFramerTests
{
    private const int Maximum = 64;

    private static readonly byte[] _twoRequests =
        [.. Message.Request(1, 0x4801, "0a000000 00000000"), .. Message.Request(2, 0x0001)];

    [Fact]
    public void Requests_come_one_by_one() => Assert.Equal(
        ["Message 01 4801 0a00000000000000", "Message 02 0001 "], Cut(_twoRequests));

    [Fact]
    public void A_stream_split_anywhere_gives_the_same_messages()
    {
        for (int i = 0; i <= _twoRequests.Length; i++)
            Assert.Equal(Cut(_twoRequests), Cut(_twoRequests[..i], _twoRequests[i..]));
    }

    [Fact]
    public void A_stream_byte_by_byte_gives_the_same_messages() =>
        Assert.Equal(Cut(_twoRequests), Cut([.. _twoRequests.Select(b => new[] { b })]));

    [Fact]
    public void A_message_over_many_buffers_is_one_message()
    {
        ReadOnlySequence<byte> bytes = Segment.Join([.. _twoRequests.Select(b => new[] { b })]);
        Assert.Equal(Cut(_twoRequests), Read(new CciFramer(Maximum), ref bytes));
        Assert.Equal(0, bytes.Length);
    }

    [Fact]
    public void Any_split_of_any_stream_gives_the_same_messages()
    {
        Gen<(int Category, int Tag, int Opcode, byte[] Payload)> message =
            from category in Gen.Elements(0, 0, 0, 1, 0x50, 0xF1)
            from tag in Gen.Choose(0, 255)
            from opcode in Gen.Choose(0, 0xFFFF)
            from length in Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(Maximum - 2, Maximum + 2), Gen.Choose(0, 5000))
            from payload in Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), length)
            select (category, tag, opcode, payload);
        Gen<(byte[][] Pieces, string[] Expected)> stream =
            from messages in message.ListOf()
            from cuts in Gen.ArrayOf(Gen.OneOf(Gen.Choose(1, 3), Gen.Choose(1, 40), Gen.Choose(1, 3000)))
            select (
                Split([.. messages.SelectMany(Bytes)], cuts).ToArray(),
                messages.Select(Text).ToArray());
        Seeded.Check(Prop.ForAll(stream.ToArbitrary(), s => Cut(s.Pieces).SequenceEqual(s.Expected)), 1000);

        static byte[] Bytes((int Category, int Tag, int Opcode, byte[] Payload) m) =>
            Message.Build(m.Category, m.Tag, m.Opcode, 0, Hex.Text(m.Payload));

        static string Text((int Category, int Tag, int Opcode, byte[] Payload) m) =>
            m.Payload.Length > Maximum
                ? $"Oversized {m.Tag:x2} {m.Opcode:x4} "
                : $"Message {m.Tag:x2} {m.Opcode:x4} {Hex.Text(m.Payload)}";
    }

    [Fact]
    public void C5_an_oversized_payload_is_never_buffered()
    {
        var framer = new CciFramer(Maximum);
        var bytes = new ReadOnlySequence<byte>(Message.Header(0, 7, 0x4802, 0, (1 << 21) - 1));
        Assert.Equal(CciFrameKind.Incomplete, framer.Read(ref bytes, out _, out _));
        byte[] piece = new byte[(1 << 21) / 16];
        for (int i = 0; i < 16; i++)
        {
            Assert.True(framer.IsSkipping);
            bytes = new ReadOnlySequence<byte>(piece, 0, i < 15 ? piece.Length : piece.Length - 1);
            CciFrameKind kind = framer.Read(ref bytes, out CciHeader header, out ReadOnlySequence<byte> payload);
            Assert.Equal(i < 15 ? CciFrameKind.Incomplete : CciFrameKind.Oversized, kind);
            Assert.Equal(i < 15 ? 0 : 7, header.MessageTag);
            Assert.True(payload.IsEmpty);
            Assert.True(bytes.IsEmpty);
        }

        Assert.False(framer.IsSkipping);
    }

    [Fact]
    public void C5_a_category_that_is_none_ends_the_messages()
    {
        byte[] stream = [.. _twoRequests, .. Message.Build(2, 3, 0x0001, 0), .. _twoRequests];
        Assert.Equal([.. Cut(_twoRequests), "Invalid"], Cut(stream));
        Assert.Equal([.. Cut(_twoRequests), "Invalid"], Cut([.. stream.Select(b => new[] { b })]));
    }

    [Fact]
    public void The_longest_payload_allowed_is_a_message() =>
        Assert.Equal([$"Message 00 0000 {Hex.Zeros(Maximum)}"], Cut(Message.Request(0, 0, Hex.Zeros(Maximum))));

    /// <summary>What the framer makes of a stream in pieces, each with what was left in front of it.</summary>
    private static List<string> Cut(params byte[][] pieces)
    {
        var framer = new CciFramer(Maximum);
        List<string> found = [];
        byte[] left = [];
        foreach (byte[] piece in pieces)
        {
            ReadOnlySequence<byte> bytes = Segment.Join(left, piece);
            found.AddRange(Read(framer, ref bytes));
            left = bytes.ToArray();
            if (found is [.., "Invalid"])
                break;
            Assert.InRange(left.Length, 0, CciHeader.Size + Maximum - 1);
        }

        return found;
    }

    private static List<string> Read(CciFramer framer, ref ReadOnlySequence<byte> bytes)
    {
        List<string> found = [];
        while (true)
        {
            ReadOnlySpan<byte> piece = bytes.FirstSpan;
            bool quick = framer.TryReadRequest(ref piece, out CciHeaderView first, out ReadOnlySpan<byte> inPlace);
            int taken = bytes.FirstSpan.Length - piece.Length;
            long before = bytes.Length;
            CciFrameKind kind = framer.Read(ref bytes, out CciHeader header, out ReadOnlySequence<byte> payload);

            // The quick way takes the requests that lie in one piece, and what the other way makes of them.
            bool isWhole = kind == CciFrameKind.Message && header.Category == CciCategory.Request
                && before - bytes.Length <= piece.Length + taken;
            Assert.Equal(isWhole, quick);
            if (quick)
            {
                Assert.Equal(header, first.ToValue());
                Assert.Equal(payload.ToArray(), inPlace.ToArray());
                Assert.Equal(before - bytes.Length, taken);
            }

            if (kind == CciFrameKind.Incomplete)
                break;
            if (kind == CciFrameKind.Invalid)
            {
                found.Add("Invalid");
                break;
            }

            found.Add($"{kind} {header.MessageTag:x2} {header.Opcode.Value:x4} {Hex.Text(payload.ToArray())}");
        }

        return found;
    }

    private static IEnumerable<byte[]> Split(byte[] bytes, int[] cuts)
    {
        int position = 0;
        foreach (int cut in cuts)
        {
            int end = Math.Min(position + cut, bytes.Length);
            yield return bytes[position..end];
            position = end;
        }

        yield return bytes[position..];
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        private Segment(byte[] bytes, long index) => (Memory, RunningIndex) = (bytes, index);

        public static ReadOnlySequence<byte> Join(params byte[][] pieces)
        {
            var first = new Segment(pieces[0], 0);
            Segment last = first;
            foreach (byte[] piece in pieces.Skip(1))
            {
                var next = new Segment(piece, last.RunningIndex + last.Memory.Length);
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
