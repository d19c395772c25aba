using System.Buffers;
using CxlWire.Device;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Mctp;
using CxlWire.Transport.Connections;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Mctp;

/// <summary>
/// Answers one serial line: frames in, frames out, in steady state without allocating. The CCIs beneath are those that
/// streams speak to.
/// </summary>
internal sealed class MctpSession : PeerSession
{
    /// <summary>The first command set of the Fabric Manager API (I1).</summary>
    private const int FirstFabricManagerSet = 0x51;

    private const byte NullEid = 0;
    private const byte BroadcastEid = 0xFF;

    private readonly MctpServer _server;
    private readonly CciSession? _host;
    private readonly CciSession _fabricManager;
    private readonly MctpReassembler _messages;
    private readonly MctpLineTap _tap;
    private readonly object _connection;
    private readonly ILogger _logger;
    private readonly int _unit;
    private readonly int _maxFrames;
    private readonly byte[] _packet;
    private readonly byte[] _answer;

    // Who is told of events, and the tag of what was told last. The first is read by who notifies.
    private volatile byte _lastSpeaker;
    private byte _ownTag;

    public MctpSession(
        MctpServer server, ConnectionOutput output, Action<Exception> fail, object connection, ILogger logger)
    {
        _server = server;
        _connection = connection;
        _logger = logger;
        _unit = server.Options.Unit;
        _tap = new MctpLineTap(server.FabricManager, server.Options.Name, _unit);
        _packet = new byte[MctpHeader.Size + _unit];
        _host = server.Host is null
            ? null
            : new CciSession(server.Host, output, fail, connection, logger, (room, mask) =>
                WriteNotification(MctpMessageType.Cci, room, mask));
        _fabricManager = new CciSession(server.FabricManager, output, fail, connection, logger, (room, mask) =>
            WriteNotification(MctpMessageType.FabricManagerApi, room, mask));
        _messages = new MctpReassembler(MctpMessage.Size + _fabricManager.MaxRequest);
        _maxFrames = MctpFrames.MaxSizeOf(_fabricManager.MaxAnswer, _unit) + EventNotifier.MaxCarried;
        _answer = ArrayPool<byte>.Shared.Rent(_fabricManager.MaxAnswer);
    }

    public override int MaxRequest => MctpSerialFrame.MaxSize;

    public override int OutputSize => Math.Max(_maxFrames, EndpointConnection.OutputBuffer);

    public override bool IsInsideMessage => _messages.Count > 0;

    public override void Attach()
    {
        _host?.Attach();
        _fabricManager.Attach();
    }

    public override void Detach()
    {
        _fabricManager.Detach();
        _host?.Detach();
    }

    public override void Begin()
    {
        _host?.Begin();
        _fabricManager.Begin();
    }

    public override Answer Answer(ref ReadOnlySequence<byte> unread, Span<byte> output)
    {
        int written = 0;
        while (output.Length - written >= _maxFrames)
        {
            MctpFrameStatus status = ReadFrame(ref unread, out int length);
            if (status == MctpFrameStatus.Incomplete)
                return new Answer(AnswerState.NeedsInput, written);
            if (status != MctpFrameStatus.Packet)
            {
                if (status != MctpFrameStatus.Noise)
                    Drop(MctpLineTap.Describe(status));
                continue;
            }

            Answer answer = AnswerPacket(_packet.AsSpan(0, length), output[written..]);
            written += answer.Length;
            if (answer.Faulty is not null)
                return answer with { Length = written };
        }

        return new Answer(AnswerState.NeedsRoom, written);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await _fabricManager.DisposeAsync();
        _messages.Dispose();
        ArrayPool<byte>.Shared.Return(_answer);
    }

    /// <summary>Whether a command is carried as message type 07h (I1).</summary>
    public static bool IsFabricManagers(Opcode opcode) => opcode.Value >> 8 >= FirstFabricManagerSet;

    /// <summary>Takes a frame, or what is none; of several pieces, joined.</summary>
    private MctpFrameStatus ReadFrame(ref ReadOnlySequence<byte> unread, out int length)
    {
        scoped ReadOnlySpan<byte> line = unread.FirstSpan;
        MctpFrameStatus status = MctpSerialFrame.Read(line, _packet, out length, out int taken);
        if (status == MctpFrameStatus.Incomplete && line.Length < unread.Length)
        {
            Span<byte> joined = stackalloc byte[MctpSerialFrame.MaxSize];
            joined = joined[..(int)Math.Min(unread.Length, joined.Length)];
            unread.Slice(0, joined.Length).CopyTo(joined);
            line = joined;
            status = MctpSerialFrame.Read(line, _packet, out length, out taken);
        }

        if (status is not (MctpFrameStatus.Packet or MctpFrameStatus.Noise or MctpFrameStatus.Incomplete))
            _tap.ReceiveWrong(_packet.AsSpan(0, length), status, line[..taken]);
        unread = unread.Slice(taken);
        return status;
    }

    private Answer AnswerPacket(ReadOnlySpan<byte> packet, Span<byte> output)
    {
        var none = new Answer(AnswerState.NeedsInput, 0);
        if (packet.Length <= MctpHeader.Size
            || !MctpHeader.TryRead(packet[..MctpHeader.Size], out MctpHeader header, out _))
            return Drop(packet, "a packet without payload");
        if (header.HeaderVersion != MctpHeader.Version)
            return Drop(packet, "a packet of another header version");
        byte eid = _server.Eid;
        bool isForAll = header.DestinationEid == BroadcastEid;
        if (header.DestinationEid != eid && header.DestinationEid != NullEid && !isForAll)
            return Drop(packet, "a packet for another EID");
        if (header.SourceEid == BroadcastEid)
            return Drop(packet, "a packet from the EID of all");

        // What we asked for is notifications, and nothing in their responses is news.
        if (!header.TagOwner)
        {
            _tap.Receive(packet);
            return none;
        }

        switch (_messages.Add(header, packet[MctpHeader.Size..], out ReadOnlySpan<byte> message, out int length))
        {
            case MctpAssembly.Incomplete:
                _tap.Receive(packet);
                return none;
            case MctpAssembly.WithoutStart:
                return Drop(packet, "a packet of a message without a start");
            case MctpAssembly.OutOfSequence:
                return Drop(packet, "a packet out of sequence, and the message that it is of");
        }

        var back = new MctpHeader
        {
            DestinationEid = header.SourceEid,
            SourceEid = eid,
            MessageTag = header.MessageTag,
        };
        if (message[0] == MctpMessageType.Control.Value)
            return AnswerControl(packet, header, back, message, output);
        CciSession? session = message[0] == MctpMessageType.Cci.Value ? _host
            : message[0] == MctpMessageType.FabricManagerApi.Value ? _fabricManager : null;
        if (session is null || isForAll)
            return Drop(packet, "a message of a type that the endpoint does not have");
        if (message.Length < MctpMessage.Size + CciHeader.Size)
            return Drop(packet, "a message that ends inside its CCI header");
        _lastSpeaker = header.SourceEid;
        return AnswerCci(session, packet, back, message, length, output);
    }

    private Answer AnswerControl(
        ReadOnlySpan<byte> packet,
        in MctpHeader request,
        in MctpHeader back,
        ReadOnlySpan<byte> message,
        Span<byte> output)
    {
        Span<byte> response = stackalloc byte[MctpControlEndpoint.MaxResponse];
        int length = _server.TakeControlFault() is var code and not 0
            ? MctpControlEndpoint.Refuse(message, new MctpCompletionCode(code), response)
            : _server.Control.Answer(message, response);
        if (length == 0)
            return Drop(packet, "a control message that nobody answers");
        _tap.Receive(packet);

        // Who did not name the EID learns it as it is by now.
        MctpHeader address = request.DestinationEid is NullEid or BroadcastEid
            ? back with { SourceEid = _server.Eid } : back;
        var packets = new MctpPackets(
            address, MctpMessageType.Control, response[MctpMessage.Size..length], _unit);
        return new Answer(AnswerState.NeedsInput, Send(packets, answered: null, output));
    }

    private Answer AnswerCci(
        CciSession session,
        ReadOnlySpan<byte> packet,
        in MctpHeader back,
        ReadOnlySpan<byte> message,
        int length,
        Span<byte> output)
    {
        var type = new MctpMessageType(message[0]);
        ReadOnlySpan<byte> body = message[MctpMessage.Size..];
        int payload = length - MctpMessage.Size - CciHeader.Size;
        _ = CciHeader.TryRead(body[..CciHeader.Size], out CciHeader header, out _);
        LineMessage? carrier = null;
        if (header.Category == CciCategory.Request)
            carrier = _tap.Carry(packet);
        else
            _tap.Receive(packet, dropped: "a message that is no request");
        Answer answer = session.AnswerMessage(
            body, (uint)payload, Check(session, type, header, payload), carrier, _answer);
        int written = Carry(type, back, _answer.AsSpan(0, answer.Length), carrier, output);
        return answer.Faulty is { } faulty
            ? new Answer(answer.State, written, CarryFaulty(type, back, faulty, carrier))
            : new Answer(answer.State, written);
    }

    /// <summary>Why a message is not carried out; null: it is.</summary>
    private static Refusal? Check(CciSession session, MctpMessageType type, in CciHeader header, int payload)
    {
        if (payload > session.MaxRequest - CciHeader.Size)
            return session.TooLong((uint)payload);
        if (payload != header.PayloadLength)
            return Refusal.At(
                CciHeader.Layout,
                "payload_length",
                ReturnCode.InvalidPayloadLength,
                "I2",
                $"the message has {payload} bytes of payload");
        bool isFabricManagers = IsFabricManagers(header.Opcode);
        return isFabricManagers == (type == MctpMessageType.FabricManagerApi)
            ? null
            : Refusal.At(
                CciHeader.Layout,
                "opcode",
                ReturnCode.Unsupported,
                "I1",
                isFabricManagers ? "message type 07h carries the command" : "message type 08h carries the command");
    }

    /// <summary>Writes the frames of a reply, and of the notification that may be behind it.</summary>
    private int Carry(
        MctpMessageType type,
        in MctpHeader back,
        ReadOnlySpan<byte> messages,
        LineMessage? answered,
        Span<byte> output)
    {
        int written = 0;
        while (!messages.IsEmpty)
        {
            _ = CciHeader.TryRead(messages[..CciHeader.Size], out CciHeader header, out _);
            int length = CciHeader.Size + (int)header.PayloadLength;
            bool isResponse = header.Category == CciCategory.Response;
            MctpHeader address = isResponse ? back : OwnRequest(back.DestinationEid);
            written += Send(
                new MctpPackets(address, type, messages[..length], _unit),
                isResponse ? answered : null,
                output[written..]);
            messages = messages[length..];
        }

        return written;
    }

    /// <summary>Has a reply that a fault spoils carried by frames.</summary>
    private FaultyReply CarryFaulty(
        MctpMessageType type, in MctpHeader back, FaultyReply faulty, LineMessage? answered)
    {
        byte[] once = MctpFaultyLine.Create(back, type, faulty, _unit);
        int copies = faulty.Fault.IsRepeated ? 2 : 1;
        byte[] notification = [];
        if (faulty.Fault.CutAfter is null && faulty.Notification.Length > 0)
        {
            notification = new byte[EventNotifier.MaxCarried];
            var packets = new MctpPackets(OwnRequest(back.DestinationEid), type, faulty.Notification, _unit);
            notification = notification[..MctpFrames.Write(packets, notification)];
        }

        return faulty with
        {
            Carried = [.. Enumerable.Repeat(once, copies).SelectMany(frames => frames), .. notification],
            Sending = answered is null ? null : Capture,
        };

        void Capture()
        {
            for (int copy = 0; copy < copies; copy++)
                _tap.Send(once, answered);
            _tap.Send(notification, answered: null);
        }
    }

    /// <summary>Notifies whoever is to be told. By one writer at a time.</summary>
    private int WriteNotification(MctpMessageType type, Span<byte> destination, ushort mask)
    {
        Span<byte> message = stackalloc byte[EventNotifier.MessageSize];
        int length = EventNotifier.Write(message, mask);
        return length == 0
            ? 0
            : Send(
                new MctpPackets(OwnRequest(_lastSpeaker), type, message[..length], _unit), answered: null, destination);
    }

    /// <summary>Writes the frames of a message that is sent.</summary>
    private int Send(in MctpPackets packets, LineMessage? answered, Span<byte> output)
    {
        int written = MctpFrames.Write(packets, output);
        _tap.Send(output[..written], answered);
        return written;
    }

    private MctpHeader OwnRequest(byte speaker) => new()
    {
        DestinationEid = _server.Options.NotifiedEid ?? speaker,
        SourceEid = _server.Eid,
        MessageTag = (byte)(_ownTag++ & 7),
        TagOwner = true,
    };

    private Answer Drop(ReadOnlySpan<byte> packet, string what)
    {
        _tap.Receive(packet, what);
        return Drop(what);
    }

    private Answer Drop(string what)
    {
        _server.CountDropped();
        Log.PacketDropped(_logger, _connection, what);
        return new Answer(AnswerState.NeedsInput, 0);
    }
}
