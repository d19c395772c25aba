using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>The requester's side of CCI over MCTP on a serial line: asks one thing at a time.</summary>
public sealed class MctpClient : IDisposable
{
    /// <summary>EID of a requester that is told no other.</summary>
    public const byte DefaultOwnEid = 8;

    private readonly IDuplexPipe _line;
    private readonly byte _eid;
    private readonly byte _ownEid;
    private readonly int _unit;
    private readonly MctpMessages _messages;
    private byte _tag;

    /// <summary>A requester.</summary>
    /// <param name="line">Frames in both directions.</param>
    /// <param name="eid">EID of who is asked; 0: who is at the other end.</param>
    /// <param name="ownEid">EID of who asks.</param>
    /// <param name="unit">Largest payload of a packet that is sent, in bytes.</param>
    public MctpClient(
        IDuplexPipe line, byte eid, byte ownEid = DefaultOwnEid, int unit = MctpPacket.BaselineUnit)
    {
        ArgumentNullException.ThrowIfNull(line);
        _line = line;
        _eid = eid;
        _ownEid = ownEid;
        _unit = unit;
        _messages = new MctpMessages(line.Input, MctpMessage.Size + CciHeader.Size + CciHeader.MaxPayloadLength);
    }

    /// <summary>Sends a request, as the message type that carries its command, and waits for its response.</summary>
    /// <param name="request">CCI header and payload.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>CCI messages that came, in order: the device's own requests, at last the response.</returns>
    /// <exception cref="EndOfStreamException">The line has ended.</exception>
    /// <exception cref="InvalidDataException">The peer answered something else.</exception>
    public async Task<IReadOnlyList<byte[]>> SendAsync(byte[] request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        CciHeader asked = HeaderOf(request);
        MctpMessageType type = TypeOf(asked.Opcode);
        byte tag = (byte)(_tag++ & 7);
        var address = new MctpHeader
        {
            DestinationEid = _eid,
            SourceEid = _ownEid,
            MessageTag = tag,
            TagOwner = true,
        };
        Write(address, type, request);
        await _line.Output.FlushAsync(cancellationToken);

        var received = new List<byte[]>();
        while (true)
        {
            MctpReceived message = await _messages.ReadAsync(cancellationToken)
                ?? throw new EndOfStreamException("the peer closed the line before it answered");
            bool isMine = message.Header.DestinationEid == _ownEid || message.Header.DestinationEid == 0;
            if (!isMine || message.Bytes.Length < MctpMessage.Size + CciHeader.Size)
                continue;
            byte[] body = message.Bytes[MctpMessage.Size..];
            CciHeader header = HeaderOf(body);
            int payload = body.Length - CciHeader.Size;
            if (message.Header.TagOwner)
            {
                if (header.Category == CciCategory.Request && payload == header.PayloadLength)
                    received.Add(body);
                continue;
            }

            // What is late of an earlier requester is not an answer to this.
            if (message.Header.MessageTag != tag || message.Bytes[0] != type.Value)
                continue;
            if (payload != header.PayloadLength)
                throw new InvalidDataException(
                    $"the response has {payload} bytes of payload, and its header says {header.PayloadLength}");
            received.Add(body);
            return header.Category == CciCategory.Response && header.Opcode == asked.Opcode
                && header.MessageTag == asked.MessageTag
                ? received
                : throw new InvalidDataException(
                    $"asked {asked.Opcode} with tag {asked.MessageTag}, got category {header.Category}, "
                    + $"{header.Opcode}, tag {header.MessageTag}: the peer speaks something else");
        }
    }

    /// <summary>Forgets what is incomplete; the line stays the caller's.</summary>
    public void Dispose() => _messages.Dispose();

    /// <summary>The message type that carries a command (I1).</summary>
    internal static MctpMessageType TypeOf(Opcode opcode) =>
        MctpSession.IsFabricManagers(opcode) ? MctpMessageType.FabricManagerApi : MctpMessageType.Cci;

    internal static CciHeader HeaderOf(ReadOnlySpan<byte> message)
    {
        // Twelve bytes are a header, whatever they say.
        _ = CciHeader.TryRead(message[..CciHeader.Size], out CciHeader header, out _);
        return header;
    }

    private void Write(MctpHeader address, MctpMessageType type, byte[] body)
    {
        Span<byte> room = _line.Output.GetSpan(MctpFrames.MaxSizeOf(body.Length, _unit));
        _line.Output.Advance(MctpFrames.Write(new MctpPackets(address, type, body, _unit), room));
    }
}
