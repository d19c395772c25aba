using System.Globalization;
using System.Runtime.CompilerServices;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Conversations.Captures;

/// <summary>
/// Writes the packets of MCTP lines, and the packets that would carry what comes by other ways, to a pcapng file
/// (docs/captures.md). What else happens is said in comments: refusals and faults with the packet they are of, other
/// steps with the next packet.
/// </summary>
public sealed class CaptureWriter : IStepWriter
{
    /// <summary>LINKTYPE_MCTP: packets begin with MCTP's header.</summary>
    public const ushort LinkType = 291;

    /// <summary>EID of the device.</summary>
    public const byte DeviceEid = 9;

    /// <summary>EID of host 0; that of host 1 is 10, and so on.</summary>
    public const byte FirstHostEid = 8;

    /// <summary>EID of the Fabric Manager.</summary>
    public const byte FabricManagerEid = 0xFE;

    // Command sets 51h and up are the FM API's (DSP0234), and nothing else is.
    private const ushort FirstFabricManagerApi = 0x5100;

    // As many steps as a comment for each is worth its line.
    private const int MaxNotes = 16;

    private const long NanosecondsPerTick = 100;

    private readonly PcapngWriter _file;
    private readonly Dictionary<(int? Host, CommandRoute? Route, string? Line), int> _interfaces = [];
    private readonly Dictionary<byte, byte> _tags = [];
    private readonly List<string> _notes = [];
    private readonly List<FiredStep> _fired = [];

    // What is to be said of answers on a line, by the message that they answer, for as long as they may come.
    private readonly ConditionalWeakTable<LineMessage, List<string>> _sayings = [];
    private CciStep? _command;
    private long _begin;
    private long _time;
    private int _unsaid;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Stays the caller's.</param>
    public CaptureWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _file = new PcapngWriter(stream, LinkType, "cxlwire");
    }

    /// <summary>Begins another conversation, behind the one before: its times count from there.</summary>
    public void BeginConversation()
    {
        WriteCommand();
        _begin = _time;
    }

    /// <inheritdoc/>
    public void Add(ConversationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step is FiredStep fired && _command is not null)
        {
            if (_fired.Count < MaxNotes)
                _fired.Add(fired);
            return;
        }

        WriteCommand();
        if (step.Time is { } time)
            _time = Math.Max(_begin + time, _begin);
        else if (step is WaitStep wait)
            _time += wait.Duration.Ticks * NanosecondsPerTick;
        if (step is CciStep command)
            _command = command;
        else if (_notes.Count < MaxNotes)
            _notes.Add($"before: {Describe(step)}");
        else
            _unsaid++;
    }

    /// <summary>Adds what only captures have: a packet of a line, or a notification that was sent.</summary>
    /// <param name="entry">Not kept.</param>
    internal void Add(JournalEntry entry)
    {
        WriteCommand();
        _time = Math.Max(_begin + entry.Time.GetValueOrDefault(), _begin);
        if (entry.Kind == JournalEntryKind.LinePacket)
            WriteLinePacket((LinePacket)entry.Detail!, entry.Request.Span, entry.Reply.Span);
        else
            WriteNotification(entry.HostId, entry.Route, entry.Request.Span);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        WriteCommand();
        _file.Flush();
    }

    /// <summary>Ends the writing; what was flushed is whole.</summary>
    public void Dispose()
    {
    }

    private static string Describe(ConversationStep step)
    {
        string text = step switch
        {
            PeerStep { Peer: { } name } peer => $"{peer.Name} {NameOf(peer.HostId, peer.Route)}, {name}",
            PeerStep peer => $"{peer.Name} {NameOf(peer.HostId, peer.Route)}",
            LabelsStep or StateStep or BackgroundStep or WaitStep => step.Name,
            FiredStep => $"fault {step.Reply}",
            _ => step.ToString(),
        };
        return step.Reply is StepReply.Control { Error: { } error } ? $"{text}: {error}" : text;
    }

    /// <summary>Whose CCI, and by which way: "host 0, stream".</summary>
    private static string NameOf(int? host, CommandRoute? route)
    {
        string name = route == CommandRoute.Control ? "QMP"
            : host is { } number ? string.Create(CultureInfo.InvariantCulture, $"host {number}")
            : "Fabric Manager";
        return route is null or CommandRoute.Control ? name : $"{name}, {StepNames.NameOf(route.Value)}";
    }

    private static byte EidOf(int? host) => host switch
    {
        null => FabricManagerEid,
        0 => FirstHostEid,

        // A device has 64 hosts at most; files may say anything.
        { } number => (byte)Math.Min(DeviceEid + number, FabricManagerEid - 1),
    };

    private static MctpMessageType TypeOf(Opcode opcode) =>
        opcode.Value >= FirstFabricManagerApi ? MctpMessageType.FabricManagerApi : MctpMessageType.Cci;

    private static byte[] Message(CciHeader header, ReadOnlySpan<byte> payload)
    {
        byte[] message = new byte[CciHeader.Size + payload.Length];
        header.TryWrite(message);
        payload.CopyTo(message.AsSpan(CciHeader.Size));
        return message;
    }

    /// <summary>Writes the command that waited for what is said of it.</summary>
    private void WriteCommand()
    {
        if (_command is not { } command)
            return;
        _command = null;
        var reply = command.Reply as StepReply.Cci;
        List<string> said = SayOfReply(reply);
        bool isSent = reply is { Fault: null or { IsLost: false } };
        _fired.Clear();
        if (command.Carrier is { } carrier)
        {
            if (isSent)
                _sayings.Add(carrier, said);
            _file.WritePacket(
                InterfaceOf(host: null, route: null, carrier.Line),
                _time,
                carrier.LastPacket.Span,
                carrier.LastPacket.Length,
                PacketFlags.Inbound,
                isSent ? TakeNotes() : [.. TakeNotes(), .. said]);
            return;
        }

        int? host = command is HostStep step ? step.Host ?? 0 : null;
        byte eid = EidOf(host);
        byte tag = _tags.GetValueOrDefault(eid);
        _tags[eid] = (byte)(tag + 1);
        int interfaceNumber = InterfaceOf(host, command.Route);
        var address = new MctpHeader
        {
            DestinationEid = DeviceEid,
            SourceEid = eid,
            MessageTag = (byte)(tag & 7),
            TagOwner = true,
        };
        var header = new CciHeader { MessageTag = tag, Opcode = command.Opcode };
        List<string> asked = TakeNotes();
        if (command.OversizedLength > 0)
            asked.Add(string.Create(
                CultureInfo.InvariantCulture, $"its payload of {command.OversizedLength} bytes was not kept"));
        if (!isSent)
            asked.AddRange(said);
        WriteRequest(interfaceNumber, address, header, command, asked);
        if (isSent)
            WriteReply(interfaceNumber, address, header, reply!, said);
    }

    private void WriteLinePacket(LinePacket packet, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> wrongFrame)
    {
        // With the last packet Wireshark shows the message.
        bool isLast = bytes.Length > MctpHeader.Size
            && MctpHeader.TryRead(bytes[..MctpHeader.Size], out MctpHeader header, out _) && header.EndOfMessage;
        List<string> comments = isLast ? TakeNotes() : [];
        if (packet.Note is { } note)
            comments.Add(wrongFrame.IsEmpty ? note : $"{note}: {Convert.ToHexStringLower(wrongFrame)}");
        if (packet.Answered is { } answered && _sayings.TryGetValue(answered, out List<string>? said))
            comments.AddRange(said);
        PacketFlags error = packet.Error switch
        {
            LinePacketError.CheckSequence => PacketFlags.CrcError,
            LinePacketError.TooShort => PacketFlags.TooShort,
            LinePacketError.TooLong => PacketFlags.TooLong,
            LinePacketError.Symbol => PacketFlags.SymbolError,
            _ => 0,
        };

        // Of a wrong frame its header alone: nobody shall make a message of what the peer drops.
        _file.WritePacket(
            InterfaceOf(host: null, route: null, packet.Line),
            _time,
            error == 0 ? bytes : bytes[..Math.Min(bytes.Length, MctpHeader.Size)],
            bytes.Length,
            error | (packet.IsReceived ? PacketFlags.Inbound : PacketFlags.Outbound),
            comments);
    }

    private void WriteNotification(int? host, CommandRoute route, ReadOnlySpan<byte> message)
    {
        // The device's own requests have tags of their own.
        byte tag = _tags.GetValueOrDefault(DeviceEid);
        _tags[DeviceEid] = (byte)(tag + 1);
        var address = new MctpHeader
        {
            DestinationEid = EidOf(host),
            SourceEid = DeviceEid,
            MessageTag = (byte)(tag & 7),
            TagOwner = true,
        };
        MctpMessageType type = host is null ? MctpMessageType.FabricManagerApi : MctpMessageType.Cci;
        Write(InterfaceOf(host, route), _time, address, message, type, TakeNotes());
    }

    private List<string> TakeNotes()
    {
        List<string> notes = [.. _notes];
        if (_unsaid > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"before: {_unsaid} steps more"));
        _notes.Clear();
        _unsaid = 0;
        return notes;
    }

    private void WriteRequest(
        int interfaceNumber, MctpHeader address, CciHeader header, CciStep command, List<string> comments)
    {
        ReadOnlySpan<byte> payload = Bounded(command.Request.Span);
        uint length = command.OversizedLength > 0 ? command.OversizedLength : (uint)payload.Length;
        header = header with { PayloadLength = Math.Min(length, CciHeader.MaxPayloadLength) };
        Write(interfaceNumber, _time, address, Message(header, payload), TypeOf(header.Opcode), comments);
    }

    private void WriteReply(
        int interfaceNumber, MctpHeader request, CciHeader header, StepReply.Cci reply, List<string> comments)
    {
        MctpHeader address = request with
        {
            DestinationEid = request.SourceEid,
            SourceEid = DeviceEid,
            TagOwner = false,
        };
        ReadOnlySpan<byte> payload = Bounded(reply.Payload.Span);
        header = header with
        {
            Category = CciCategory.Response,
            MessageTag = (byte)(header.MessageTag + (reply.Fault?.TagOffset ?? 0)),
            PayloadLength = (uint)payload.Length,
            ReturnCode = reply.Code,
            VendorStatus = reply.VendorStatus,
            BackgroundOperation = reply.Code == ReturnCode.BackgroundCommandStarted,
        };
        ReadOnlySpan<byte> message = Message(header, payload);
        if (reply.Fault?.CutAfter is { } cut && cut < message.Length)
            message = message[..cut];
        long time = _time + ((reply.Fault?.Delay.Ticks ?? 0) * NanosecondsPerTick);
        for (int copies = reply.Fault is { IsRepeated: true } ? 2 : 1; copies > 0; copies--)
            Write(interfaceNumber, time, address, message, TypeOf(header.Opcode), comments);
    }

    private static ReadOnlySpan<byte> Bounded(ReadOnlySpan<byte> payload) =>
        payload[..Math.Min(payload.Length, CciHeader.MaxPayloadLength)];

    private List<string> SayOfReply(StepReply.Cci? reply)
    {
        var said = new List<string>();
        if (reply?.Refusal is { } refusal)
        {
            string rule = refusal.Rule is { } id ? $"rule {id}, " : "";
            said.Add(string.Create(
                CultureInfo.InvariantCulture, $"refused: {rule}field {refusal.Field}, byte {refusal.Byte}"));
        }

        said.AddRange(_fired.Select(fired => $"fault {(fired.Reply as StepReply.Fired)?.Fault}"));
        if (reply?.Fault is { } fault)
            said.Add($"the reply: {fault}");
        if (reply is null)
            said.Add("no reply was recorded");
        return said;
    }

    private void Write(
        int interfaceNumber,
        long time,
        MctpHeader address,
        ReadOnlySpan<byte> message,
        MctpMessageType type,
        List<string> comments)
    {
        var packets = new MctpPackets(address, type, message);
        Span<byte> packet = stackalloc byte[MctpHeader.Size + MctpPacket.BaselineUnit];
        PacketFlags flags = address.SourceEid == DeviceEid ? PacketFlags.Outbound : PacketFlags.Inbound;
        int last = packets.Count - 1;
        for (int i = 0; i <= last; i++)
        {
            // With the last packet Wireshark shows the message.
            int length = packets.Write(i, packet);
            _file.WritePacket(interfaceNumber, time, packet[..length], length, flags, i == last ? comments : []);
        }
    }

    private int InterfaceOf(int? host, CommandRoute? route, string? line = null)
    {
        if (_interfaces.TryGetValue((host, route, line), out int known))
            return known;
        int added = _file.AddInterface(line ?? NameOf(host, route));
        _interfaces.Add((host, route, line), added);
        return added;
    }
}
