using System.Buffers;
using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Events;
using CxlWire.Transport.Framing;

namespace CxlWire.Testing;

/// <summary>A response of a device.</summary>
/// <param name="ReturnCode">How the command ended.</param>
/// <param name="Payload">Response payload.</param>
public sealed record CciReply(ReturnCode ReturnCode, byte[] Payload);

/// <summary>The requester's side of a CCI stream, for tests: one request at a time.</summary>
public sealed class CciClient : IAsyncDisposable
{
    private const int LongestPayload = (1 << 20) - 1;

    private readonly IDuplexPipe _pipe;
    private readonly CciFramer _framer = new(LongestPayload);
    private readonly Queue<EventNotificationMask> _notifications = new();
    private byte _tag;

    /// <summary>A client on one end of a byte stream, which it then owns.</summary>
    public CciClient(IDuplexPipe pipe) => _pipe = pipe;

    /// <summary>Sends a request and waits for its response.</summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="payload">Request payload of any length that fits 20 bits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EndOfStreamException">The device closed the stream.</exception>
    /// <exception cref="InvalidDataException">What came is no response to the request.</exception>
    public async Task<CciReply> AskAsync(
        Opcode opcode, ReadOnlyMemory<byte> payload = default, CancellationToken cancellationToken = default)
    {
        byte tag = ++_tag;
        Write(new CciHeader { MessageTag = tag, Opcode = opcode, PayloadLength = (uint)payload.Length }, payload.Span);
        await _pipe.Output.FlushAsync(cancellationToken);
        while (true)
        {
            (CciHeader header, byte[] bytes) = await TakeAsync(cancellationToken);
            if (header.Category == CciCategory.Request)
                Keep(header, bytes);
            else if (header.MessageTag == tag && header.Opcode == opcode)
                return new CciReply(header.ReturnCode, bytes);
            else
                throw new InvalidDataException($"a response to {header.Opcode}, tag {header.MessageTag}, not to {opcode}, tag {tag}");
        }
    }

    /// <summary>The next Event Notification (0106h) of the device, one that came earlier or one to come.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<EventNotificationMask> NextNotificationAsync(CancellationToken cancellationToken = default)
    {
        while (_notifications.Count == 0)
        {
            (CciHeader header, byte[] bytes) = await TakeAsync(cancellationToken);
            if (header.Category != CciCategory.Request)
                throw new InvalidDataException($"a response to {header.Opcode} that nobody waits for");
            Keep(header, bytes);
        }

        return _notifications.Dequeue();
    }

    /// <summary>Closes the stream.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pipe.Output.CompleteAsync();
        await _pipe.Input.CompleteAsync();
    }

    private void Write(CciHeader header, ReadOnlySpan<byte> payload)
    {
        Span<byte> destination = _pipe.Output.GetSpan(CciHeader.Size + payload.Length);
        header.TryWrite(destination);
        payload.CopyTo(destination[CciHeader.Size..]);
        _pipe.Output.Advance(CciHeader.Size + payload.Length);
    }

    private void Keep(in CciHeader header, byte[] payload)
    {
        if (header.Opcode != Opcode.EventNotification
            || !EventNotificationMask.TryRead(payload, out EventNotificationMask mask, out _))
            throw new InvalidDataException($"the device sent a request, {header.Opcode}, that is no Event Notification");
        _notifications.Enqueue(mask);
    }

    private async Task<(CciHeader Header, byte[] Payload)> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await _pipe.Input.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = read.Buffer;
            CciFrameKind kind = _framer.Read(ref buffer, out CciHeader header, out ReadOnlySequence<byte> payload);
            byte[] bytes = payload.ToArray();
            _pipe.Input.AdvanceTo(buffer.Start, kind == CciFrameKind.Incomplete ? buffer.End : buffer.Start);
            if (kind == CciFrameKind.Message)
                return (header, bytes);
            if (kind != CciFrameKind.Incomplete)
                throw new InvalidDataException($"the device sent a header of category {header.Category}");
            if (read.IsCompleted)
                throw new EndOfStreamException("the device closed the stream");
        }
    }
}
