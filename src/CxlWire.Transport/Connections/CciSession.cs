using System.Buffers;
using System.Buffers.Binary;
using CxlWire.Device;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Framing;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Connections;

/// <summary>
/// Answers one peer of a CCI: bytes in, bytes out, in steady state without allocating. Does no I/O, so it never waits
/// for anything but the device's gate.
/// </summary>
/// <param name="server">Whose CCI it is.</param>
/// <param name="notifier">The peer's.</param>
/// <param name="tags">The peer's.</param>
/// <param name="connection">What logs call the peer.</param>
/// <param name="logger">Told of what is refused or dropped.</param>
internal sealed class CciSession(
    CciServer server, EventNotifier notifier, UnansweredTags tags, object connection, ILogger logger)
    : IDisposable
{
    /// <summary>Commands of one peer that are executed before others of the device have their turn.</summary>
    private const int MaxBatch = 16;

    private readonly CciPort _port = server.Port;
    private readonly bool _traces = logger.IsEnabled(LogLevel.Trace);
    private readonly CciFramer _framer = new(server.Port.MaximumPayload);

    // What one command may write.
    private readonly int _maxAnswer = CciHeader.Size + server.Port.MaximumPayload + EventNotifier.MessageSize;

    // Whether it was told that the peer announces too much: once is enough.
    private bool _hasToldOversized;

    // A request that lies across buffers is joined here.
    private byte[]? _joined;

    /// <summary>Bytes of the longest message that can be incomplete.</summary>
    public int MaxRequest => CciHeader.Size + _port.MaximumPayload;

    /// <summary>
    /// Bytes that are answered before they are flushed: one buffer, or one answer. What a peer that never reads can
    /// cost.
    /// </summary>
    public int OutputSize => Math.Max(_maxAnswer, EndpointConnection.OutputBuffer);

    /// <summary>Whether the input would end inside a message, other than for bytes that are unread.</summary>
    public bool IsInsideMessage => _framer.IsSkipping;

    /// <summary>Answers whole messages until there are no more, or no room for another answer.</summary>
    /// <param name="unread">What was received; afterwards what is left of it.</param>
    /// <param name="output">Room for <see cref="OutputSize"/> bytes.</param>
    public Answer Answer(ref ReadOnlySequence<byte> unread, Span<byte> output)
    {
        Span<byte> room = output;
        while (room.Length >= _maxAnswer)
        {
            if (unread.IsEmpty)
                return new Answer(AnswerState.NeedsInput, output.Length - room.Length);
            ReadOnlySpan<byte> piece = unread.FirstSpan;
            int length = piece.Length;
            if (_framer.TryReadRequest(ref piece, out CciHeaderView first, out ReadOnlySpan<byte> payload))
            {
                FaultyReply? faulty = ExecuteBatch(first.Opcode, first.MessageTag, payload, ref piece, ref room);
                unread = unread.Slice(length - piece.Length);
                if (faulty is not null)
                    return new Answer(AnswerState.IsFaulty, output.Length - room.Length, faulty);
                continue;
            }

            CciFrameKind kind = _framer.Read(ref unread, out CciHeader header, out ReadOnlySequence<byte> pieces);
            if ((_framer.IsSkipping || kind == CciFrameKind.Oversized) && !_hasToldOversized)
                TellOversized(_framer.Oversized);
            switch (kind)
            {
                case CciFrameKind.Incomplete:
                    return new Answer(AnswerState.NeedsInput, output.Length - room.Length);

                case CciFrameKind.Invalid:
                    return new Answer(AnswerState.IsInvalid, output.Length - room.Length, Category: header.Category);

                case CciFrameKind.Message or CciFrameKind.Oversized when header.Category == CciCategory.Response:
                    server.CountDroppedResponse(header);
                    Log.ResponseDropped(logger, connection, header.Opcode, header.MessageTag);
                    break;

                case CciFrameKind.Message:
                    piece = default;
                    if (ExecuteBatch(header.Opcode, header.MessageTag, Join(pieces), ref piece, ref room) is { } reply)
                        return new Answer(AnswerState.IsFaulty, output.Length - room.Length, reply);
                    break;

                case CciFrameKind.Oversized:
                    RefuseOversized(header, ref room);
                    break;
            }
        }

        return new Answer(AnswerState.NeedsRoom, output.Length - room.Length);
    }

    public void Dispose()
    {
        if (_joined is not null)
            ArrayPool<byte>.Shared.Return(_joined);
    }

    /// <summary>
    /// Executes a request, and those that follow it in <paramref name="unread"/> while there is room, but no more than
    /// others can wait for: the gate is taken once for all of them.
    /// </summary>
    /// <returns>The last reply, where it is faulty: nothing may pass it.</returns>
    private FaultyReply? ExecuteBatch(
        Opcode opcode, byte tag, ReadOnlySpan<byte> payload, scoped ref ReadOnlySpan<byte> unread,
        scoped ref Span<byte> room)
    {
        CommandResult result;
        FaultyReply? faulty;
        Span<byte> answer;
        using (server.Enter())
        {
            notifier.IsHeld = true;
            try
            {
                for (int left = MaxBatch - 1; ; left--)
                {
                    answer = room;
                    result = ExecuteOne(opcode, tag, payload, ref room, out faulty);

                    // Logging is not for the gate.
                    if (result.Refusal is not null || faulty is not null || _traces || left == 0
                        || room.Length < _maxAnswer
                        || !_framer.TryReadRequest(ref unread, out CciHeaderView next, out payload))
                    {
                        break;
                    }

                    (opcode, tag) = (next.Opcode, next.MessageTag);
                }
            }
            finally
            {
                notifier.IsHeld = false;
            }
        }

        server.FaultLog.Flush();
        if (_traces)
            Trace(opcode, tag, payload, (uint)payload.Length, result, answer.Slice(CciHeader.Size, result.Length));
        if (result.Refusal is not null)
            Log.Refused(logger, connection, opcode, tag, result.Code, result.Refusal);
        return faulty;
    }

    /// <summary>Executes one command, with the gate held, and writes what the peer gets of it.</summary>
    private CommandResult ExecuteOne(
        Opcode opcode, byte tag, ReadOnlySpan<byte> payload, scoped ref Span<byte> room, out FaultyReply? faulty)
    {
        if (tags.IsWatched)
            tags.Take(opcode, tag);
        Span<byte> reply = room.Slice(CciHeader.Size, _port.MaximumPayload);
        CommandResult result = _port.Execute(opcode, payload, reply, CommandRoute.Stream);
        ushort events = notifier.TakePending();
        WriteHeader(room, opcode, tag, result);
        int length = CciHeader.Size + result.Length;
        int notification = EventNotifier.Write(room[length..], events);
        faulty = null;
        if (result.ReplyFault is { } fault)
            faulty = new FaultyReply(fault, tag, room[..length].ToArray(), room.Slice(length, notification).ToArray());
        else
            room = room[(length + notification)..];
        return result;
    }

    private void RefuseOversized(in CciHeader header, scoped ref Span<byte> room)
    {
        CommandResult refused;
        using (server.Enter())
        {
            if (tags.IsWatched)
                tags.Take(header.Opcode, header.MessageTag);
            refused = _port.RefuseOversized(header.Opcode, header.PayloadLength, CommandRoute.Stream);
        }

        if (_traces)
            Trace(header.Opcode, header.MessageTag, [], header.PayloadLength, refused, []);
        Log.Refused(logger, connection, header.Opcode, header.MessageTag, refused.Code, refused.Refusal);
        WriteHeader(room, header.Opcode, header.MessageTag, refused);
        room = room[CciHeader.Size..];
    }

    /// <summary>Says so at once: the peer may wait for ever for an answer, and never send what it announced.</summary>
    private void TellOversized(in CciHeader header)
    {
        _hasToldOversized = true;
        var opcode = new Opcode(BinaryPrimitives.ReverseEndianness(header.Opcode.Value));
        uint length = BinaryPrimitives.ReverseEndianness(header.PayloadLength << 8);
        bool isSwapped = !CommandTable.TryGet(header.Opcode, out _) && CommandTable.TryGet(opcode, out _);
        string size = length <= _port.MaximumPayload ? $" and {length} bytes" : "";
        string hint = isSwapped ? $"; did you mean {opcode.Value:X4}h{size}? The low byte is first" : "";
        Log.Oversized(
            logger, connection, header.Opcode, header.MessageTag, header.PayloadLength, _port.MaximumPayload, hint);
    }

    private void Trace(
        Opcode opcode, byte tag, ReadOnlySpan<byte> request, uint length, in CommandResult result,
        ReadOnlySpan<byte> reply) =>
        Log.Answered(
            logger, connection, opcode, tag, Log.Describe(opcode, request, length), result.Code,
            Log.Describe(reply, (uint)reply.Length));

    private ReadOnlySpan<byte> Join(scoped in ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment)
            return payload.FirstSpan;
        _joined ??= ArrayPool<byte>.Shared.Rent(_port.MaximumPayload);
        payload.CopyTo(_joined);
        return _joined.AsSpan(0, (int)payload.Length);
    }

    private static void WriteHeader(Span<byte> destination, Opcode opcode, byte tag, in CommandResult result)
    {
        var header = new CciHeader
        {
            Category = CciCategory.Response,
            MessageTag = (byte)(tag + (result.ReplyFault?.TagOffset ?? 0)),
            Opcode = opcode,
            PayloadLength = (uint)result.Length,
            BackgroundOperation = result.BackgroundOperation,
            ReturnCode = result.Code,
            VendorStatus = result.VendorStatus,
        };
        header.TryWrite(destination);
    }
}
