using System.Buffers;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Transport.Framing;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// The framer: whole, split and scattered input give the same messages, and no more waits than one of them. Pieces:
/// the limit in units of 256 bytes and lengths of the splits, in turn; then bytes.
/// </summary>
internal sealed class FramerTarget : FuzzTarget
{
    public override string Name => "framer";

    // Single bytes in lists: what the framer itself allocates, which is nothing, is looked at below.
    public override long MaximumAllocation(long length) => long.MaxValue;

    public override byte[][] Create(Random random)
    {
        byte[] splits = random.Bytes(random.Next(1, 5));
        List<byte[]> pieces = [[.. splits]];
        for (int i = random.Next(1, 12); i > 0; i--)
            pieces.Add(
                random.OneIn(20)
                    ? Messages.Long(random) : Messages.Any(random, CciKinds.Host | CciKinds.FabricManager));
        return [.. pieces];
    }

    public override void Run(byte[][] pieces)
    {
        if (pieces is not [{ Length: > 0 } splits, ..])
            return;
        byte[] stream = [.. pieces.Skip(1).SelectMany(p => p)];
        int limit = (splits[0] + 1) * 256;
        List<string> whole = ReadAndWatch(stream, limit, [stream.Length]);
        List<string> split = ReadAndWatch(stream, limit, [.. splits.Select(s => (s % 64) + 1)]);
        FuzzFailure.Unless(
            whole.SequenceEqual(split), "split input gives other messages",
            $"{string.Join("; ", whole)} <> {string.Join("; ", split)}");
    }

    // The runtime may allocate for purposes of its own, where code is compiled or another thread collects; what the
    // framer allocates, it allocates each time.
    private static List<string> ReadAndWatch(byte[] stream, int limit, int[] lengths)
    {
        List<string> frames = Read(stream, limit, lengths, out bool allocates);
        for (int again = 0; again < 5 && allocates; again++)
            Read(stream, limit, lengths, out allocates);
        FuzzFailure.Unless(!allocates, "the framer allocates");
        return frames;
    }

    private static List<string> Read(byte[] stream, int limit, int[] lengths, out bool allocates)
    {
        allocates = false;
        var framer = new CciFramer(limit);
        var frames = new List<string>();
        var buffer = new Segments();
        for (int at = 0, turn = 0; at < stream.Length; turn++)
        {
            int length = Math.Min(Math.Max(lengths[turn % lengths.Length], 1), stream.Length - at);
            buffer.Append(stream.AsMemory(at, length));
            at += length;
            ReadOnlySequence<byte> unread = buffer.Sequence;
            while (true)
            {
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                CciFrameKind kind = framer.Read(ref unread, out CciHeader header, out ReadOnlySequence<byte> payload);
                allocates |= GC.GetAllocatedBytesForCurrentThread() != allocated;
                if (kind == CciFrameKind.Incomplete)
                    break;
                frames.Add($"{kind} {header.Opcode} {header.PayloadLength} {Hash(payload)}");
                FuzzFailure.Unless(payload.Length <= limit, "a payload over the limit is handed out");
                if (kind == CciFrameKind.Invalid)
                    return frames;
            }

            FuzzFailure.Unless(
                unread.Length < CciHeader.Size + limit, "more than a message waits", $"{unread.Length} bytes");
            buffer.Keep(unread);
        }

        return frames;
    }

    private static int Hash(in ReadOnlySequence<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes.ToArray());
        return hash.ToHashCode();
    }

    /// <summary>What has arrived and is not taken, in as many segments as it came in.</summary>
    private sealed class Segments
    {
        private readonly List<ReadOnlyMemory<byte>> _parts = [];

        public ReadOnlySequence<byte> Sequence
        {
            get
            {
                Segment? first = null, last = null;
                foreach (ReadOnlyMemory<byte> part in _parts)
                {
                    last = new Segment(part, last);
                    first ??= last;
                }

                return first is null ? default : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
            }
        }

        public void Append(ReadOnlyMemory<byte> part) => _parts.Add(part);

        public void Keep(in ReadOnlySequence<byte> rest)
        {
            _parts.Clear();
            foreach (ReadOnlyMemory<byte> part in rest)
                _parts.Add(part);
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
