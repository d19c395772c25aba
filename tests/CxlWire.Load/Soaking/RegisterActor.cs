using System.Buffers.Binary;
using System.Net.Sockets;
using CxlWire.Protocol;

namespace CxlWire.Load.Soaking;

/// <summary>A machine whose guest uses the mailbox of a host's function, and resets it at times.</summary>
internal sealed class RegisterActor(SoakDevice soak, int seed, int host) : Actor(soak, seed)
{
    private const int DeviceRegisters = 2;
    private const int MailboxControl = 0x104;
    private const int MailboxCommand = 0x108;
    private const int MailboxPayload = 0x120;
    private const int HeaderSize = 16;

    private static readonly (Opcode Opcode, byte[] Request)[] _commands =
    [
        (Opcode.Identify, []),
        (Opcode.GetDynamicCapacityConfiguration, [8, 0]),
        (Opcode.GetDynamicCapacityExtentList, [0xFF, 0, 0, 0, 0, 0, 0, 0]),
        (Opcode.GetEventRecords, [4]),
        (Opcode.AddDynamicCapacityResponse, new byte[8]),
        (new Opcode(0xC0DE), []),
    ];

    private ushort _id;

    protected override async Task LiveAsync(CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Soak.Function(host)), stop);
        await AskAsync(socket, 1, new byte[4]);
        for (int i = Random.Next(200); i > 0 && !stop.IsCancellationRequested; i--)
        {
            if (Random.Next(20) == 0)
                await AskAsync(socket, 13, []);
            else
                await RunAsync(socket);
        }
    }

    private async Task RunAsync(Socket socket)
    {
        (Opcode opcode, byte[] request) = _commands[Random.Next(_commands.Length)];
        byte[] command = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(command, opcode.Value | ((ulong)request.Length << 16));
        if (request.Length > 0)
            await WriteAsync(socket, MailboxPayload, request);
        await WriteAsync(socket, MailboxCommand, command);
        await WriteAsync(socket, MailboxControl, [1, 0, 0, 0]);
        byte[] control = await ReadAsync(socket, MailboxControl, 4);
        if ((control[0] & 1) != 0)
            throw new InvalidDataException($"{this}: the doorbell stays set after {opcode}");
        byte[] done = await ReadAsync(socket, MailboxCommand, 8);
        int length = (int)(BinaryPrimitives.ReadUInt64LittleEndian(done) >> 16) & 0x1FFFFF;
        if (length > Soak.Device.Configuration.PayloadSize)
            throw new InvalidDataException($"{this}: {opcode} has {length} bytes of reply");
        await ReadAsync(socket, MailboxPayload, Math.Max(length, 4));
        Actions++;
    }

    private Task<byte[]> WriteAsync(Socket socket, int offset, byte[] data) =>
        AskAsync(socket, 10, [.. Access(offset, data.Length), .. data]);

    private async Task<byte[]> ReadAsync(Socket socket, int offset, int count)
    {
        byte[] reply = await AskAsync(socket, 9, Access(offset, count));
        return reply.Length == count + Access(0, 0).Length ? reply[^count..]
            : throw new InvalidDataException($"{this}: {reply.Length} bytes of {count}");
    }

    private static byte[] Access(int offset, int count) =>
    [
        .. BitConverter.GetBytes((ulong)offset), .. BitConverter.GetBytes(DeviceRegisters),
        .. BitConverter.GetBytes(count),
    ];

    private async Task<byte[]> AskAsync(Socket socket, ushort command, byte[] body)
    {
        using var patience = new CancellationTokenSource(Patience);
        byte[] message = [
            .. BitConverter.GetBytes(++_id), .. BitConverter.GetBytes(command),
            .. BitConverter.GetBytes(HeaderSize + body.Length), .. new byte[8], .. body];
        await socket.SendAsync(message, patience.Token);
        byte[] header = await ReceiveAsync(socket, HeaderSize, patience.Token);
        byte[] reply = await ReceiveAsync(
            socket, BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)) - HeaderSize, patience.Token);
        return BinaryPrimitives.ReadUInt16LittleEndian(header) == _id && header[8] == 1 && header[12] == 0 ? reply
            : throw new InvalidDataException($"{this}: command {command} got {Convert.ToHexStringLower(header)}");
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, int length, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length;)
        {
            int received = await socket.ReceiveAsync(bytes.AsMemory(at), cancellationToken);
            at += received > 0 ? received : throw new EndOfStreamException("the function closed the connection");
        }

        return bytes;
    }
}
