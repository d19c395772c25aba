using System.Buffers;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>
/// Puts messages together again from packets, by source EID, message tag and tag owner (I5). What nobody finishes is
/// bounded, of one peer and in all: the message that began first goes (I6).
/// </summary>
/// <param name="maxMessage">Longest message that is kept, type included; of a longer one, how it begins.</param>
internal sealed class MctpReassembler(int maxMessage) : IDisposable
{
    /// <summary>Messages of one EID that can be incomplete.</summary>
    public const int MaxOfPeer = 4;

    /// <summary>Messages that can be incomplete.</summary>
    public const int Max = 16;

    private const int UsualSize = 1024;

    private readonly Partial[] _partials = new Partial[Max];
    private int _count;
    private byte[]? _finished;
    private long _started;

    /// <summary>Messages that are incomplete.</summary>
    public int Count => _count;

    /// <summary>Bytes that are kept of them.</summary>
    public int KeptBytes
    {
        get
        {
            int kept = 0;
            foreach (Partial partial in _partials.AsSpan(0, _count))
                kept += partial.Buffer.Length;
            return kept;
        }
    }

    /// <summary>Adds a packet to its message.</summary>
    /// <param name="header">Header of the packet.</param>
    /// <param name="payload">What follows it.</param>
    /// <param name="message">
    /// A whole message, until the next packet is added: its type and its body, as far as it is kept.
    /// </param>
    /// <param name="length">Bytes that the whole message has.</param>
    public MctpAssembly Add(
        in MctpHeader header, ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> message, out int length)
    {
        message = default;
        length = 0;
        Release(ref _finished);
        int key = KeyOf(header);
        int at = Find(key);
        if (header.StartOfMessage)
        {
            if (at >= 0)
                Remove(at);
            if (header.EndOfMessage)
            {
                message = payload[..Math.Min(payload.Length, maxMessage)];
                length = payload.Length;
                return MctpAssembly.Message;
            }

            at = Begin(key, header.PacketSequence);
        }
        else if (at < 0)
        {
            return MctpAssembly.WithoutStart;
        }

        ref Partial partial = ref _partials[at];
        if (partial.Sequence != header.PacketSequence)
        {
            Remove(at);
            return MctpAssembly.OutOfSequence;
        }

        partial.Sequence = (partial.Sequence + 1) & 3;
        Append(ref partial, payload);
        if (!header.EndOfMessage)
            return MctpAssembly.Incomplete;
        length = partial.Length;
        _finished = partial.Buffer;
        message = _finished.AsSpan(0, Math.Min(length, maxMessage));
        partial.Buffer = [];
        Remove(at);
        return MctpAssembly.Message;
    }

    public void Dispose()
    {
        Release(ref _finished);
        while (_count > 0)
            Remove(_count - 1);
    }

    private static int KeyOf(in MctpHeader header) =>
        (header.SourceEid << 4) | header.MessageTag | (header.TagOwner ? 8 : 0);

    private int Find(int key)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_partials[i].Key == key)
                return i;
        }

        return -1;
    }

    private int Begin(int key, byte sequence)
    {
        int ofPeer = 0, oldest = -1, oldestOfPeer = -1;
        for (int i = 0; i < _count; i++)
        {
            if (oldest < 0 || _partials[i].Started < _partials[oldest].Started)
                oldest = i;
            if (_partials[i].Key >> 4 != key >> 4)
                continue;
            ofPeer++;
            if (oldestOfPeer < 0 || _partials[i].Started < _partials[oldestOfPeer].Started)
                oldestOfPeer = i;
        }

        if (ofPeer == MaxOfPeer)
            Remove(oldestOfPeer);
        else if (_count == Max)
            Remove(oldest);
        _partials[_count] = new Partial
        {
            Key = key,
            Sequence = sequence,
            Started = _started++,
            Buffer = ArrayPool<byte>.Shared.Rent(Math.Min(UsualSize, maxMessage)),
        };
        return _count++;
    }

    private void Append(ref Partial partial, ReadOnlySpan<byte> payload)
    {
        int kept = Math.Min(partial.Length, maxMessage);
        int added = Math.Min(payload.Length, maxMessage - kept);
        if (kept + added > partial.Buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(2 * (kept + added), maxMessage));
            partial.Buffer.AsSpan(0, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(partial.Buffer);
            partial.Buffer = larger;
        }

        payload[..added].CopyTo(partial.Buffer.AsSpan(kept));
        partial.Length = (int)Math.Min((long)partial.Length + payload.Length, int.MaxValue);
    }

    private void Remove(int at)
    {
        byte[]? buffer = _partials[at].Buffer;
        Release(ref buffer);
        _partials[at] = _partials[--_count];
        _partials[_count] = default;
    }

    private static void Release(ref byte[]? buffer)
    {
        if (buffer is { Length: > 0 })
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
    }

    private struct Partial
    {
        public int Key;
        public int Sequence;
        public int Length;
        public long Started;
        public byte[] Buffer;
    }
}
