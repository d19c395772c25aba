using System.Buffers;
using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Transport;

/// <summary>The requester's side of a CCI stream: asks one thing at a time.</summary>
/// <param name="connection">Messages back to back, in both directions.</param>
public sealed class CciClient(IDuplexPipe connection)
{
    private byte _tag;

    /// <summary>The bytes of a request; each has another tag.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The payload has more than <see cref="CciHeader.MaxPayloadLength"/> bytes.
    /// </exception>
    public byte[] CreateRequest(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, CciHeader.MaxPayloadLength, nameof(payload));
        byte[] message = new byte[CciHeader.Size + payload.Length];
        new CciHeader
        {
            Category = CciCategory.Request,
            MessageTag = _tag++,
            Opcode = opcode,
            PayloadLength = (uint)payload.Length,
        }.TryWrite(message);
        payload.CopyTo(message.AsSpan(CciHeader.Size));
        return message;
    }

    /// <summary>Sends a request and waits for its response.</summary>
    /// <param name="request">Header and payload.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came, in order: the device's own requests, at last the response.</returns>
    /// <exception cref="EndOfStreamException">The peer ended the stream.</exception>
    /// <exception cref="InvalidDataException">The peer answered something else.</exception>
    public async Task<IReadOnlyList<byte[]>> SendAsync(byte[] request, CancellationToken cancellationToken)
    {
        await connection.Output.WriteAsync(request, cancellationToken);
        CciHeader asked = HeaderOf(request);
        var received = new List<byte[]>();
        while (true)
        {
            byte[] message = await ReadAsync(cancellationToken);
            received.Add(message);
            CciHeader header = HeaderOf(message);
            if (header.Category == CciCategory.Request)
                continue;
            return header.Category == CciCategory.Response
                && header.Opcode == asked.Opcode
                && header.MessageTag == asked.MessageTag
                ? received
                : throw new InvalidDataException(
                    $"asked {asked.Opcode} with tag {asked.MessageTag}, got category {header.Category}, "
                    + $"{header.Opcode}, tag {header.MessageTag}: the peer speaks something else");
        }
    }

    /// <summary>Waits for the next message, whatever it is.</summary>
    /// <exception cref="EndOfStreamException">The peer ended the stream.</exception>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        int needed = CciHeader.Size;
        while (true)
        {
            ReadResult result = await connection.Input.ReadAtLeastAsync(needed, cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (buffer.Length >= CciHeader.Size)
                needed = CciHeader.Size + (int)HeaderOf(buffer.Slice(0, CciHeader.Size).ToArray()).PayloadLength;
            if (buffer.Length >= needed)
            {
                byte[] message = buffer.Slice(0, needed).ToArray();
                connection.Input.AdvanceTo(buffer.GetPosition(needed));
                return message;
            }

            connection.Input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                throw new EndOfStreamException(
                    $"the peer closed the connection after {buffer.Length} bytes of the response");
        }
    }

    private static CciHeader HeaderOf(ReadOnlySpan<byte> message)
    {
        // Twelve bytes are a header, whatever they say.
        _ = CciHeader.TryRead(message[..CciHeader.Size], out CciHeader header, out _);
        return header;
    }
}
