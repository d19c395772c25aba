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

/// <summary>Answers one peer of a CCI, in steady state without allocating.</summary>
internal sealed class CciSession : PeerSession
{
    /// <summary>Commands of one peer that are executed before others of the device have their turn.</summary>
    private const int MaxBatch = 16;

    private readonly CciServer _server;
    private readonly CciPort _port;
    private readonly EventNotifier _notifier;
    private readonly UnansweredTags _tags;
    private readonly object _connection;
    private readonly ILogger _logger;
    private readonly bool _traces;
    private readonly bool _isCarried;
    private readonly CciFramer _framer;

    // Whether it was told that the peer announces too much: once is enough.
    private bool _hasToldOversized;

    // A request that lies across buffers is joined here.
    private byte[]? _joined;

    /// <summary>A peer that has yet to say something.</summary>
    /// <param name="server">Whose CCI it is.</param>
    /// <param name="output">The peer's.</param>
    /// <param name="fail">Told why a notification could not be sent: the connection is over.</param>
    /// <param name="connection">What logs call the peer.</param>
    /// <param name="logger">Told of what is refused or dropped.</param>
    /// <param name="carrier">Writes what carries a notification, or null: it goes as it is.</param>
    public CciSession(
        CciServer server,
        ConnectionOutput output,
        Action<Exception> fail,
        object connection,
        ILogger logger,
        NotificationWriter? carrier = null)
    {
        _server = server;
        _port = server.Port;
        _isCarried = carrier is not null;
        _notifier = new EventNotifier(server.Gate, output, fail, carrier ?? WriteNotification);
        _tags = new UnansweredTags(server);
        _connection = connection;
        _logger = logger;
        _traces = logger.IsEnabled(LogLevel.Trace);
        _framer = new CciFramer(_port.MaximumPayload);
        MaxAnswer = CciHeader.Size + _port.MaximumPayload + EventNotifier.MessageSize;
    }

    /// <summary>Bytes that one command may have as its answer: a reply, and a notification.</summary>
    public int MaxAnswer { get; }

    /// <inheritdoc cref="CciPort.TooLong"/>
    public Refusal TooLong(uint length) => _port.TooLong(length);

    public override int MaxRequest => CciHeader.Size + _port.MaximumPayload;

    public override int OutputSize => Math.Max(MaxAnswer, EndpointConnection.OutputBuffer);

    public override bool IsInsideMessage => _framer.IsSkipping;

    public override void Attach() => _server.Add(_notifier, _connection.ToString());

    public override void Detach() => _server.Remove(_notifier, _connection.ToString());

    public override void Begin() => _tags.Begin();

    /// <summary>Answers a message that came whole, by whatever has messages of its own.</summary>
    /// <param name="message">Header and payload; of an <paramref name="refusal"/>, what there is.</param>
    /// <param name="length">Bytes of payload that there were.</param>
    /// <param name="refusal">Why it is not carried out, or null.</param>
    /// <param name="carrier">What carried it, where a capture is made; else null.</param>
    /// <param name="output">Room for <see cref="MaxAnswer"/> bytes.</param>
    public Answer AnswerMessage(
        ReadOnlySpan<byte> message, uint length, Refusal? refusal, LineMessage? carrier, Span<byte> output)
    {
        _ = CciHeader.TryRead(message[..CciHeader.Size], out CciHeader header, out _);
        Span<byte> room = output;
        if (header.Category != CciCategory.Request)
        {
            if (header.Category == CciCategory.Response)
                DropResponse(header);
            return new Answer(AnswerState.NeedsInput, 0);
        }

        FaultyReply? faulty = null;
        if (refusal is not null)
        {
            Refuse(header, length, refusal, carrier, ref room);
        }
        else
        {
            ReadOnlySpan<byte> nothing = default;
            faulty = ExecuteBatch(
                header.Opcode, header.MessageTag, message[CciHeader.Size..], ref nothing, ref room, carrier);
        }

        int written = output.Length - room.Length;
        return faulty is null
            ? new Answer(AnswerState.NeedsInput, written)
            : new Answer(AnswerState.IsFaulty, written, faulty);
    }

    public override Answer Answer(ref ReadOnlySequence<byte> unread, Span<byte> output)
    {
        Span<byte> room = output;
        while (room.Length >= MaxAnswer)
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
                    DropResponse(header);
                    break;

                case CciFrameKind.Message:
                    piece = default;
                    if (ExecuteBatch(header.Opcode, header.MessageTag, Join(pieces), ref piece, ref room) is { } reply)
                        return new Answer(AnswerState.IsFaulty, output.Length - room.Length, reply);
                    break;

                case CciFrameKind.Oversized:
                    Refuse(header, header.PayloadLength, refusal: null, carrier: null, ref room);
                    break;
            }
        }

        return new Answer(AnswerState.NeedsRoom, output.Length - room.Length);
    }

    public override async ValueTask DisposeAsync()
    {
        await _notifier.DisposeAsync();
        if (_joined is not null)
            ArrayPool<byte>.Shared.Return(_joined);
    }

    private void DropResponse(in CciHeader header)
    {
        _server.CountDroppedResponse(header);
        Log.ResponseDropped(_logger, _connection, header.Opcode, header.MessageTag);
    }

    /// <summary>
    /// Executes a request, and those that follow it in <paramref name="unread"/> while there is room, but no more than
    /// others can wait for: the gate is taken once for all of them.
    /// </summary>
    /// <returns>The last reply, where it is faulty: nothing may pass it.</returns>
    private FaultyReply? ExecuteBatch(
        Opcode opcode, byte tag, ReadOnlySpan<byte> payload, scoped ref ReadOnlySpan<byte> unread,
        scoped ref Span<byte> room, LineMessage? carrier = null)
    {
        CommandResult result;
        FaultyReply? faulty;
        Span<byte> answer;
        using (_server.Enter())
        {
            _notifier.IsHeld = true;
            try
            {
                for (int left = MaxBatch - 1; ; left--)
                {
                    answer = room;
                    result = ExecuteOne(opcode, tag, payload, carrier, ref room, out faulty);

                    // Logging is not for the gate.
                    if (result.Refusal is not null || faulty is not null || _traces || left == 0
                        || room.Length < MaxAnswer
                        || !_framer.TryReadRequest(ref unread, out CciHeaderView next, out payload))
                    {
                        break;
                    }

                    (opcode, tag) = (next.Opcode, next.MessageTag);
                }
            }
            finally
            {
                _notifier.IsHeld = false;
            }
        }

        _server.FaultLog.Flush();
        if (_traces)
            Trace(opcode, tag, payload, (uint)payload.Length, result, answer.Slice(CciHeader.Size, result.Length));
        if (result.Refusal is not null)
            Log.Refused(_logger, _connection, opcode, tag, result.Code, result.Refusal);
        return faulty;
    }

    /// <summary>Executes one command, with the gate held, and writes what the peer gets of it.</summary>
    private CommandResult ExecuteOne(
        Opcode opcode,
        byte tag,
        ReadOnlySpan<byte> payload,
        LineMessage? carrier,
        scoped ref Span<byte> room,
        out FaultyReply? faulty)
    {
        if (_tags.IsWatched)
            _tags.Take(opcode, tag);
        Span<byte> reply = room.Slice(CciHeader.Size, _port.MaximumPayload);
        CommandResult result = _port.Execute(opcode, payload, reply, CommandRoute.Stream, carrier);
        ushort events = _notifier.TakePending();
        WriteHeader(room, opcode, tag, result);
        int length = CciHeader.Size + result.Length;
        Span<byte> notification = room.Slice(length, EventNotifier.Write(room[length..], events));
        bool isCaptured = !notification.IsEmpty && !_isCarried && _server.Journal.IsCaptured;
        faulty = null;
        if (result.ReplyFault is { } fault)
        {
            faulty = new FaultyReply(fault, tag, room[..length].ToArray(), notification.ToArray(), _tags);
            if (isCaptured && fault.CutAfter is null)
                faulty = faulty with { Sending = CaptureLater(faulty.Notification) };
        }
        else
        {
            if (isCaptured)
                _server.EnterNotification(notification);
            room = room[(length + notification.Length)..];
        }

        return result;
    }

    /// <summary>Enters a notification for captures, when it is sent.</summary>
    private Action CaptureLater(byte[] notification) => () =>
    {
        using (_server.Enter())
            _server.EnterNotification(notification);
    };

    /// <summary>Writes a notification as it is.</summary>
    private int WriteNotification(Span<byte> destination, ushort mask)
    {
        int length = EventNotifier.Write(destination, mask);
        if (length > 0 && _server.Journal.IsCaptured)
        {
            using (_server.Enter())
                _server.EnterNotification(destination[..length]);
        }

        return length;
    }

    /// <summary>Refuses a request that is not carried out; without a reason, as too long.</summary>
    private void Refuse(
        in CciHeader header, uint length, Refusal? refusal, LineMessage? carrier, scoped ref Span<byte> room)
    {
        CommandResult refused;
        using (_server.Enter())
        {
            if (_tags.IsWatched)
                _tags.Take(header.Opcode, header.MessageTag);
            refused = refusal is null
                ? _port.RefuseOversized(header.Opcode, length, CommandRoute.Stream)
                : _port.Refuse(header.Opcode, length, refusal, CommandRoute.Stream, carrier);
        }

        if (_traces)
            Trace(header.Opcode, header.MessageTag, [], length, refused, []);
        Log.Refused(_logger, _connection, header.Opcode, header.MessageTag, refused.Code, refused.Refusal);
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
            _logger, _connection, header.Opcode, header.MessageTag, header.PayloadLength, _port.MaximumPayload, hint);
    }

    private void Trace(
        Opcode opcode, byte tag, ReadOnlySpan<byte> request, uint length, in CommandResult result,
        ReadOnlySpan<byte> reply) =>
        Log.Answered(
            _logger, _connection, opcode, tag, Log.Describe(opcode, request, length), result.Code,
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
