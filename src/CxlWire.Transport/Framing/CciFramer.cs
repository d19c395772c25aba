using System.Buffers;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Transport.Framing;

/// <summary>What <see cref="CciFramer.Read"/> found at the front of a stream.</summary>
public enum CciFrameKind
{
    /// <summary>No whole message yet: read more and call again.</summary>
    Incomplete,

    /// <summary>A request or a response with its payload.</summary>
    Message,

    /// <summary>A message whose payload was over the limit and is gone; only its header is known (C5).</summary>
    Oversized,

    /// <summary>A header of neither a request nor a response: message boundaries are lost (C5).</summary>
    Invalid,
}

/// <summary>
/// Cuts a byte stream into CCI messages: CXL r3.1 Figure 7-19 headers of 12 bytes, each followed by its
/// payload, back to back. Knows only bytes, and where it stands in them; does no I/O and allocates nothing.
/// </summary>
/// <param name="maximumPayload">
/// Longest payload handed out, in bytes. Longer ones are skipped as they come, never buffered.
/// </param>
public sealed class CciFramer(int maximumPayload)
{
    private CciHeader _oversized;
    private uint _toSkip;

    /// <summary>Whether part of an oversized payload is still to come.</summary>
    public bool IsSkipping => _toSkip != 0;

    /// <summary>Header of the oversized payload that was begun last.</summary>
    public CciHeader Oversized => _oversized;

    /// <summary>Takes the next message from the front of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">
    /// What was received and not yet taken. Afterwards what is left: unchanged where the result is
    /// <see cref="CciFrameKind.Incomplete"/> or <see cref="CciFrameKind.Invalid"/>, except that bytes of an
    /// oversized payload are always taken. So at most one header and one payload within the limit wait in it.
    /// </param>
    /// <param name="header">The message's header; default for <see cref="CciFrameKind.Incomplete"/>.</param>
    /// <param name="payload">The payload of a <see cref="CciFrameKind.Message"/>, in place; empty otherwise.</param>
    public CciFrameKind Read(
        ref ReadOnlySequence<byte> buffer, out CciHeader header, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (_toSkip == 0)
        {
            if (!TryReadHeader(buffer, out header))
                return CciFrameKind.Incomplete;
            if (header.Category.Value > CciCategory.Response.Value)
                return CciFrameKind.Invalid;
            if (header.PayloadLength <= (uint)maximumPayload)
            {
                if (buffer.Length < CciHeader.Size + header.PayloadLength)
                {
                    header = default;
                    return CciFrameKind.Incomplete;
                }

                payload = buffer.Slice(CciHeader.Size, header.PayloadLength);
                buffer = buffer.Slice(CciHeader.Size + header.PayloadLength);
                return CciFrameKind.Message;
            }

            _oversized = header;
            _toSkip = header.PayloadLength;
            buffer = buffer.Slice(CciHeader.Size);
        }

        uint skipped = (uint)Math.Min(_toSkip, buffer.Length);
        buffer = buffer.Slice(skipped);
        _toSkip -= skipped;
        header = _toSkip == 0 ? _oversized : default;
        return _toSkip == 0 ? CciFrameKind.Oversized : CciFrameKind.Incomplete;
    }

    /// <summary>
    /// Takes a request that lies whole and in one piece at the front: the usual case, without the cost of a sequence.
    /// </summary>
    /// <param name="buffer">What was received and not yet taken; afterwards what is left.</param>
    /// <param name="header">The message's header.</param>
    /// <param name="payload">Its payload, in place.</param>
    /// <returns>False for anything else: nothing was taken, and <see cref="Read"/> says what it is.</returns>
    public bool TryReadRequest(
        scoped ref ReadOnlySpan<byte> buffer, out CciHeaderView header, out ReadOnlySpan<byte> payload)
    {
        header = default;
        payload = default;
        if (_toSkip != 0
            || buffer.Length < CciHeader.Size
            || !CciHeaderView.TryCreate(buffer[..CciHeader.Size], out header, out _)
            || header.Category != CciCategory.Request)
        {
            return false;
        }

        uint length = header.PayloadLength;
        if (length > (uint)maximumPayload || length > (uint)(buffer.Length - CciHeader.Size))
            return false;
        payload = buffer.Slice(CciHeader.Size, (int)length);
        buffer = buffer[(CciHeader.Size + (int)length)..];
        return true;
    }

    private static bool TryReadHeader(in ReadOnlySequence<byte> buffer, out CciHeader header)
    {
        ReadOnlySpan<byte> first = buffer.FirstSpan;
        if (first.Length >= CciHeader.Size)
            return CciHeader.TryRead(first[..CciHeader.Size], out header, out _);

        if (buffer.Length < CciHeader.Size)
        {
            header = default;
            return false;
        }

        Span<byte> joined = stackalloc byte[CciHeader.Size];
        buffer.Slice(0, CciHeader.Size).CopyTo(joined);
        return CciHeader.TryRead(joined, out header, out _);
    }
}
