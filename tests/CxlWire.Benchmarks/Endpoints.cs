using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Benchmarks;

/// <summary>Devices behind their endpoints, in this process.</summary>
internal static class Endpoints
{
    private const ulong Block = 2 << 20;
    private const int Blocks = 32;

    /// <summary>Serves devices until the process is ended, each on UNIX socket PREFIXn.</summary>
    public static async Task ServeAsync(int count, string prefix)
    {
        Task[] serving =
            [.. Enumerable.Range(0, count)
                .Select(i => Serve(NewDevice(), $"unix:{prefix}{i}", CancellationToken.None))];
        Console.WriteLine("ready");
        await Task.WhenAny(serving);
    }

    /// <summary>
    /// What each of the commands of the hot path allocates, from the bytes in the socket to the bytes in the socket,
    /// both ends in this process.
    /// </summary>
    public static async Task PrintAllocationsAsync(int commands)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var stop = new CancellationTokenSource();
        CxlDevice device = NewDevice();
        Task serving = Serve(device, $"unix:{path}", stop.Token);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Connect(socket, path);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"\nBytes allocated by {commands:N0} commands over a UNIX socket\n"));
        Console.WriteLine("| command | bytes | for each |");
        Console.WriteLine("|---|--:|--:|");
        var peer = new Peer(socket, device);

        // Twice: the first time everything is compiled, and every buffer made.
        foreach (bool isWarm in (bool[])[false, true])
        {
            foreach ((string name, long bytes) in peer.Measure(isWarm ? commands : commands / 10).Where(_ => isWarm))
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture, $"| {name} | {bytes} | {(double)bytes / commands:0.000} |"));
        }

        await stop.CancelAsync();
        await serving;
    }

    private static CxlDevice NewDevice() => new(DeviceConfiguration.Default);

    /// <summary>Serves the first host's CCI of a device.</summary>
    public static async Task Serve(CxlDevice device, string address, CancellationToken cancellationToken)
    {
        await using EndpointListener listener = EndpointListener.Open(EndpointAddress.Parse(address));
        await new CciServer(device, device.Hosts[0].Cci, NullLogger.Instance).RunAsync(listener, cancellationToken);
    }

    /// <summary>
    /// Connects a socket that blocks from the start: one that was once used asynchronously never really blocks again.
    /// </summary>
    public static void Connect(Socket socket, string path) => socket.Connect(new UnixDomainSocketEndPoint(path));

    /// <summary>A client that blocks, and allocates nothing.</summary>
    private sealed class Peer(Socket socket, CxlDevice device)
    {
        private readonly byte[] _request = new byte[4096];
        private readonly byte[] _response = new byte[4096];
        private readonly ulong _base = device.Regions[0].Range.Start;
        private ushort _handle = 1;

        /// <summary>
        /// Blocks are offered, accepted and released again, so that all lists stay as long as they are.
        /// </summary>
        public IEnumerable<(string Name, long Bytes)> Measure(int commands)
        {
            (string Name, Action<int> Ask, long Bytes)[] steps =
            [
                ("4800h", _ => Ask(Opcode.GetDynamicCapacityConfiguration, 2), 0),
                ("0100h", _ => Read(), 0),
                ("0101h", _ => Clear(), 0),
                ("4802h", block => Change(Opcode.AddDynamicCapacityResponse, block), 0),
                ("4801h", _ => List(), 0),
                ("4803h", block => Change(Opcode.ReleaseDynamicCapacity, block), 0),
            ];
            for (int i = 0; i < commands; i += Blocks)
            {
                Offer();
                for (int step = 0; step < steps.Length; step++)
                {
                    long before = GC.GetTotalAllocatedBytes(precise: true);
                    for (int block = 0; block < Blocks; block++)
                        steps[step].Ask(block);
                    steps[step].Bytes += GC.GetTotalAllocatedBytes(precise: true) - before;
                }
            }

            return steps.Select(step => (step.Name, step.Bytes));
        }

        private void Offer()
        {
            for (int block = 0; block < Blocks; block++)
            {
                var request = new AddCapacityRequest { Extents = [new RegionRange((ulong)block * Block, Block)] };
                lock (device.Gate)
                {
                    if (device.FabricManager.Add(request) is { } refusal)
                        throw new InvalidOperationException(refusal.ToString());
                }
            }
        }

        private void Read()
        {
            Payload(GetEventRecordsRequest.Size)[0] = EventLogType.DynamicCapacity.Value;
            Ask(Opcode.GetEventRecords, GetEventRecordsRequest.Size);
        }

        private void Clear()
        {
            Span<byte> payload = Payload(ClearEventRecordsRequest.SizeWith(1));
            payload[0] = EventLogType.DynamicCapacity.Value;
            payload[2] = 1;
            BinaryPrimitives.WriteUInt16LittleEndian(payload[ClearEventRecordsRequest.Size..], _handle);
            _handle = _handle == ushort.MaxValue ? (ushort)1 : (ushort)(_handle + 1);
            Ask(Opcode.ClearEventRecords, payload.Length);
        }

        private void List()
        {
            BinaryPrimitives.WriteInt32LittleEndian(Payload(GetDynamicCapacityExtentListRequest.Size), Blocks);
            Ask(Opcode.GetDynamicCapacityExtentList, GetDynamicCapacityExtentListRequest.Size);
        }

        private void Change(Opcode opcode, int block)
        {
            Span<byte> payload = Payload(UpdatedExtentList.SizeWith(1));
            payload[0] = 1;
            new UpdatedExtent { StartDpa = _base + ((ulong)block * Block), Length = Block }
                .TryWrite(payload[UpdatedExtentList.SizeWith(0)..]);
            Ask(opcode, payload.Length);
        }

        private Span<byte> Payload(int length)
        {
            Span<byte> payload = _request.AsSpan(CciHeader.Size, length);
            payload.Clear();
            return payload;
        }

        private void Ask(Opcode opcode, int length)
        {
            new CciHeader { Opcode = opcode, PayloadLength = (uint)length }.TryWrite(_request);
            for (int sent = 0; sent < CciHeader.Size + length;)
                sent += socket.Send(_request.AsSpan(sent, CciHeader.Size + length - sent), SocketFlags.None);
            Receive(0, CciHeader.Size);
            CciHeader.TryRead(_response.AsSpan(0, CciHeader.Size), out CciHeader header, out _);
            Receive(CciHeader.Size, (int)header.PayloadLength);
            if (header.ReturnCode != ReturnCode.Success)
                throw new InvalidOperationException($"{opcode}: {header.ReturnCode}");
        }

        private void Receive(int start, int length)
        {
            for (int end = start + length; start < end;)
                start += socket.Receive(_response.AsSpan(start, end - start), SocketFlags.None);
        }
    }
}
