using System.Diagnostics.CodeAnalysis;
using CxlWire.Protocol.Cci;

namespace CxlWire.Golden;

/// <summary>Takes a recorded CCI stream apart, one message at a time, and keeps none.</summary>
public sealed class CciMessageReader
{
    private const int ChunkSize = 64 << 10;

    private readonly Stream? _stream;
    private ReadOnlyMemory<byte> _unread;
    private int _index;

    /// <summary>Reads messages back to back.</summary>
    public CciMessageReader(ReadOnlyMemory<byte> messages) => _unread = messages;

    /// <summary>
    /// Reads messages back to back, each once it is asked for; of what comes, no more is waited for than it needs.
    /// </summary>
    public CciMessageReader(Stream messages) => _stream = messages;

    /// <summary>Reads messages back to back, of which the first bytes have been read already.</summary>
    public CciMessageReader(ReadOnlyMemory<byte> first, Stream rest) => (_unread, _stream) = (first, rest);

    /// <summary>The message that the input ends in, once <see cref="TryRead"/> has come to it.</summary>
    public CciStreamError? Error { get; private set; }

    /// <summary>The first message so far whose payload its layout refuses; null: none.</summary>
    public CciMessage? FirstRefused { get; private set; }

    /// <summary>Where the next message begins, counted from the start of the input.</summary>
    public int Offset { get; private set; }

    /// <summary>What was taken from the input and is no message yet: after an <see cref="Error"/>, all.</summary>
    public ReadOnlyMemory<byte> Rest => _unread;

    /// <summary>Reads the next message.</summary>
    /// <returns>False at the end of the input; <see cref="Error"/> says whether it is a clean one.</returns>
    /// <exception cref="IOException">The stream cannot be read, or has 2 GiB.</exception>
    public bool TryRead([NotNullWhen(true)] out CciMessage? message)
    {
        message = null;
        if (Error is not null)
            return false;
        Fill(CciHeader.Size);
        if (_unread.IsEmpty)
            return false;
        if (!CciMessage.TryRead(_unread, _index, Offset, out message, out CciStreamError error))
        {
            Fill(error.Needed);
            if (!CciMessage.TryRead(_unread, _index, Offset, out message, out error))
            {
                Error = error;
                return false;
            }
        }

        _unread = _unread[message.Bytes.Length..];
        Offset += message.Bytes.Length;
        _index++;
        FirstRefused ??= message.PayloadError is null ? null : message;
        return true;
    }

    /// <summary>The messages that are left, read as they are asked for.</summary>
    public IEnumerable<CciMessage> ReadToEnd()
    {
        while (TryRead(out CciMessage? message))
            yield return message;
    }

    /// <summary>Has so many bytes at hand, or all that there are.</summary>
    private void Fill(int length)
    {
        if (_stream is null || _unread.Length >= length)
            return;
        if (Offset > int.MaxValue - length)
            throw new IOException("the input has more than 2 GiB");

        // Messages that were read refer to the buffer before.
        byte[] buffer = new byte[Math.Max(length, ChunkSize)];
        _unread.CopyTo(buffer);
        int there = _unread.Length;
        there += _stream.ReadAtLeast(buffer.AsSpan(there), length - there, throwOnEndOfStream: false);
        _unread = buffer.AsMemory(0, there);
    }
}
