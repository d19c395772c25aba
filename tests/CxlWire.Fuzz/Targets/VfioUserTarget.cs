using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using CxlWire.Device;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.VfioUser;
using static CxlWire.Transport.VfioUser.VfioUserLayout;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// A vfio-user client on a UNIX socket: replies are whole and of their form, no descriptor is kept, and the next client
/// is served, also while the owner of an event torments it. Pieces: kind of device; then messages, before each a byte:
/// how many descriptors go with it (bits 3:0), of which kind (bits 7 and 5:4), whether it is sent in two parts (bit 6).
/// </summary>
internal sealed class VfioUserTarget : FuzzTarget
{
    private static readonly byte[] _version = VersionMessage("");
    private static readonly int[] _structures = [0, 1, 2, 7, 8, 0xFFFF];

    private readonly string _folder = Directory.CreateTempSubdirectory("cxlf").FullName;
    private int _number;
    private int _descriptors = -1;

    public override string Name => "vfio-user";

    public override byte[][] Create(Random random)
    {
        List<byte[]> pieces = [[(byte)random.Next(TestDevices.Count)]];
        if (!random.OneIn(6))
            pieces.Add([0, .. random.OneIn(2) ? _version : VersionMessage(",\"write_multiple\":true")]);
        for (int i = random.Next(1, 10); i > 0; i--)
        {
            int descriptors = random.OneIn(4) ? random.Next(16) | (random.Next(4) << 4) | (random.Next(2) << 7) : 0;
            byte[] message = Any(random);
            if (random.OneIn(6))
                message = ByteMutator.Mutate(random, message);
            pieces.Add([(byte)(descriptors | (random.OneIn(8) ? 0x40 : 0)), .. message]);
        }

        return [.. pieces];
    }

    // The buffer of a connection has a mebibyte, and so may each reply.
    public override long MaximumAllocation(long length) => (64L << 20) + (64 * length);

    public override void Run(byte[][] pieces)
    {
        RunAsync(pieces).GetAwaiter().GetResult();
        CheckDescriptors();
    }

    public override void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        base.Dispose();
    }

    /// <summary>No more are open than before, give or take what the framework opens once.</summary>
    private void CheckDescriptors()
    {
        const int Some = 64;
        int open = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        if (_descriptors < 0)
            _descriptors = open;
        if (open <= _descriptors + Some)
            return;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        open = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        FuzzFailure.Unless(
            open <= _descriptors + Some, "descriptors are left open", $"{open}, at first {_descriptors}");
    }

    private async Task RunAsync(byte[][] pieces)
    {
        CxlDevice device = TestDevices.Create(pieces is [[byte kind, ..], ..] ? kind : 0, new StepClock());
        string path = Path.Combine(_folder, $"s{_number++}");
        await using EndpointListener listener = EndpointListener.Open(new EndpointAddress.Unix(path));
        using var stop = new CancellationTokenSource();
        var log = new ErrorLogger();
        Task server = new VfioUserServer(device, device.Hosts[0].Function, log).RunAsync(listener, stop.Token);
        byte[][] messages = [.. pieces.Skip(1).Where(p => p.Length > 1)];
        using HostileEvent? hostile = messages.Any(m => KindOf(m) == DescriptorSocket.Hostile) ? new() : null;
        byte[] output = await TalkAsync(path, messages, hostile);
        CheckReplies(output);
        hostile?.Stop();
        byte[] next = await TalkAsync(path, [[0, .. _version]]);
        FuzzFailure.Unless(
            next.Length > Proposal.Capabilities && next[Header.Error] == 0, "the next client is not served");
        await stop.CancelAsync();
        await server;
        log.Check();
        lock (device.Gate)
            DeviceAccounts.Check(device);
    }

    private static int KindOf(byte[] message) => ((message[0] >> 4) & 3) | ((message[0] >> 5) & 4);

    private static async Task<byte[]> TalkAsync(string path, byte[][] messages, HostileEvent? hostile = null)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        // Not asynchronously: the descriptor would not block then.
        socket.Connect(new UnixDomainSocketEndPoint(path));
        Task<byte[]> reading = Task.Run(() => ReadToEnd(socket));
        try
        {
            foreach (byte[] message in messages)
            {
                ReadOnlyMemory<byte> bytes = message.AsMemory(1);
                int part = (message[0] & 0x40) != 0 ? bytes.Length / 2 : 0;
                if (part > 0)
                    DescriptorSocket.Send(socket, bytes.Span[..part]);
                DescriptorSocket.Send(
                    socket, bytes.Span[part..], message[0] & 0xF, KindOf(message), hostile?.Handle);
            }

            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server has ended the connection, as it may.
        }

        return await reading;
    }

    private static byte[] ReadToEnd(Socket socket)
    {
        using var output = new MemoryStream();
        byte[] buffer = new byte[64 << 10];
        try
        {
            while (socket.Receive(buffer) is > 0 and int length)
                output.Write(buffer, 0, length);
        }
        catch (SocketException)
        {
            // Reset: what was sent to it was not all read.
        }

        return output.ToArray();
    }

    private static void CheckReplies(ReadOnlySpan<byte> output)
    {
        while (!output.IsEmpty)
        {
            FuzzFailure.Unless(output.Length >= Header.End, "a reply ends inside its header");
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(output[Header.Size..]);
            uint flags = BinaryPrimitives.ReadUInt32LittleEndian(output[Header.Flags..]);
            uint error = BinaryPrimitives.ReadUInt32LittleEndian(output[Header.Error..]);
            FuzzFailure.Unless(
                size >= Header.End
                    && size <= output.Length, "a reply is not whole", $"{size} bytes of {output.Length}");
            FuzzFailure.Unless((flags & ~Header.IsError) == Header.Reply, "a reply is none", $"flags {flags:x}h");
            bool isError = (flags & Header.IsError) != 0;
            FuzzFailure.Unless(
                isError == (error != 0)
                    && (!isError || size == Header.End), "an error is not one", $"flags {flags:x}h, errno {error}");
            output = output[(int)size..];
        }
    }

    private static byte[] VersionMessage(string more) =>
        Message(1, 1, [0, 0, 0, 0, .. Encoding.ASCII.GetBytes($"{{\"capabilities\":{{\"max_msg_fds\":8{more}}}}}\0")]);

    private static byte[] Message(int id, int command, byte[] body, uint flags = 0)
    {
        byte[] message = new byte[Header.End + body.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(Header.Id), (ushort)id);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(Header.Command), (ushort)command);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(Header.Size), (uint)message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(Header.Flags), flags);
        body.CopyTo(message, Header.End);
        return message;
    }

    private static byte[] Any(Random random)
    {
        int command = random.Next(1, 17);
        byte[] body = command switch
        {
            1 =>
                [.. U16(0), .. U16(random.Next(3)),
                    .. Encoding.UTF8.GetBytes("{\"capabilities\":{\"write_multiple\":true}}"), 0],
            2 => [.. U32(32), .. U32(random.Next(8)), .. U64(0), .. U64(random.Limit()), .. U64(random.Limit())],
            3 => [.. U32(24), .. U32(random.Next(4)), .. U64(random.Limit()), .. U64(random.Limit())],
            4 => [.. U32(16), .. new byte[12]],
            5 => [.. U32(32), .. U32(0), .. U32(random.Next(11)), .. new byte[20]],
            6 => [.. U32(16), .. U32(0), .. U32(random.Next(11)), .. U32(0)],
            7 => [.. U32(16), .. U32(0), .. U32(random.Next(7)), .. U32(0)],
            8 => Interrupts(random),
            9 => [.. AccessTo(random, out int count), .. random.OneIn(8) ? new byte[count] : []],
            10 => [.. AccessTo(random, out int count), .. random.Bytes(Math.Clamp(count, 0, 4096))],
            15 => Writes(random),
            _ => random.Bytes(random.OneIn(2) ? 0 : random.Next(40)),
        };
        if (command == 1 && random.OneIn(2))
            body = [0, 0, 0, 0, .. JsonMutator.Mutate(random, body[4..^1]), 0];
        else if (random.OneIn(8))
            body = ByteMutator.Mutate(random, body);
        byte[] message = Message(random.Next(65536), command, body, random.OneIn(8) ? (uint)random.Next(64) : 0);
        if (random.OneIn(20))
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(Header.Size), (uint)random.Limit());
        return message;
    }

    private static byte[] AccessTo(Random random, out int count)
    {
        int region = random.Of(_structures);
        region = random.OneIn(6) ? region : random.Of(new[] { 0, 2, 4, 7 });
        count = random.Next(5) switch { 0 => random.Next(0, 300), 1 => 4096, _ => 1 << random.Next(4) };
        ulong offset = random.Next(4) switch
        {
            0 => random.Limit(),
            1 => (ulong)random.Next(0x2000),
            _ => (ulong)random.Next(256) * 8,
        };
        return [.. U64(offset), .. U32(region), .. U32(count)];
    }

    private static byte[] Writes(Random random)
    {
        int count = random.Next(0, 6);
        byte[] body = U64(random.OneIn(8) ? random.Limit() : (ulong)count);
        for (int i = 0; i < count; i++)
        {
            byte[] access = AccessTo(random, out _);
            if (!random.OneIn(8))
                BinaryPrimitives.WriteInt32LittleEndian(access.AsSpan(12), random.Next(1, 9));
            body = [.. body, .. access, .. random.Bytes(8)];
        }

        return body;
    }

    private static byte[] Interrupts(Random random)
    {
        uint data = 1u << random.Next(3);
        uint action = random.OneIn(4) ? (uint)random.Next(256) : 0x20;
        int start = random.OneIn(4) ? random.Next(20) : 0, count = random.OneIn(8)
            ? (int)(random.Limit() & 0x7FFFFFFF) : random.Next(17);
        return
        [
            .. U32(20), .. U32((int)(data | action)), .. U32(random.OneIn(6) ? random.Next(8) : 2), .. U32(start),
            .. U32(count),
            .. data == 2 ? random.Bytes(Math.Min(count, 64)) : [],
        ];
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] U32(int value) => BitConverter.GetBytes(value);

    private static byte[] U64(ulong value) => BitConverter.GetBytes(value);
}
