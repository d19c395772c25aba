using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Events;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Benchmarks;

/// <summary>
/// A device of one region, 1 TiB in blocks of 64 KiB, that is spoken to in whole payloads: by its host, and by
/// its Fabric Manager. Whatever is refused ends the benchmark.
/// </summary>
internal sealed class LoadedDevice
{
    public const ulong Block = 64 << 10;
    public const ulong Blocks = (1UL << 40) / Block;

    private const int EntriesInPayload = 20_000;

    private readonly byte[] _request = new byte[1 << 20];
    private readonly byte[] _reply = new byte[1 << 20];
    private readonly byte[] _message = new byte[CciHeader.Size + (1 << 20)];
    private readonly ulong _base;

    // Where the host's commands go that do not go to the port itself.
    private Action<Opcode, int>? _ask;

    /// <summary>Starts it.</summary>
    /// <param name="clock">The clock by which it sanitizes what is released, a block a second; null: none.</param>
    public LoadedDevice(TimeProvider? clock = null)
    {
        string sanitizes = clock is null ? "false" : "true";
        Device = new CxlDevice(
            DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(
                $$"""
                {"regions": [{"length": "1 TiB", "block_size": "64 KiB", "sanitize_on_release": {{sanitizes}} }],
                 "sanitize_bytes_per_second": "64 KiB", "extents_supported": 4000000, "tags_supported": 4000000,
                 "payload_size": "1 MiB", "event_log_depths": {"dynamic_capacity": 4096} }
                """)),
            clock);
        _base = Device.Regions[0].Range.Start;
    }

    public CxlDevice Device { get; }

    public Host Host => Device.Hosts[0];

    /// <summary>Has the host's commands go through a UNIX socket from now on, to a server in this process.</summary>
    public void Serve()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _ = Endpoints.Serve(Device, $"unix:{path}", CancellationToken.None);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Endpoints.Connect(socket, path);
        _ask = (opcode, length) => Ask(socket, opcode, length);
    }

    /// <summary>Offers extents given as first block and blocks, under a tag or none.</summary>
    public void Offer(IReadOnlyList<(ulong Block, ulong Count)> extents, Tag tag = default) =>
        ThrowIf(Device.FabricManager.Add(
        new AddCapacityRequest
        {
            Tag = tag,
            Extents = [
            .. extents.Select(e => new RegionRange(e.Block * Block, e.Count * Block))]
        }));

    /// <summary>Answers the first offer with extents, over as many payloads as it takes.</summary>
    public void Accept(IReadOnlyList<(ulong Block, ulong Count)> extents) =>
        Send(Opcode.AddDynamicCapacityResponse, extents);

    public void Release(IReadOnlyList<(ulong Block, ulong Count)> extents) =>
        Send(Opcode.ReleaseDynamicCapacity, extents);

    /// <summary>Offers and accepts.</summary>
    public void Give(IReadOnlyList<(ulong Block, ulong Count)> extents, Tag tag = default)
    {
        Offer(extents, tag);
        Accept(extents);
        ClearLogs();
    }

    /// <summary>Whether the device chose extents that add up to so many blocks, and offered them.</summary>
    public bool Choose(SelectionPolicy policy, ulong blocks) => Device.FabricManager.Add(
        new AddCapacityRequest { SelectionPolicy = policy, Length = blocks * Block }) is null;

    /// <summary>0300h, which needs nothing of what there is.</summary>
    public void ReadTimestamp() => Execute(Host.Cci, Opcode.GetTimestamp, 0);

    /// <summary>A page of 4801h.</summary>
    /// <returns>Extents in the page.</returns>
    public int Page(int start, int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_request, count);
        BinaryPrimitives.WriteInt32LittleEndian(_request.AsSpan(4), start);
        Execute(Host.Cci, Opcode.GetDynamicCapacityExtentList, 8);
        return BinaryPrimitives.ReadInt32LittleEndian(_reply);
    }

    /// <summary>A page of 5608h.</summary>
    /// <returns>Tags in the page.</returns>
    public int TagPage(int start, int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_request, start);
        BinaryPrimitives.WriteInt32LittleEndian(_request.AsSpan(4), count);
        Execute(Device.FabricManager.Cci, Opcode.ListDynamicCapacityTags, 8);
        return BinaryPrimitives.ReadInt32LittleEndian(_reply.AsSpan(8));
    }

    /// <summary>Host and Fabric Manager clear their dynamic capacity logs, 255 records at a time.</summary>
    public void ClearLogs()
    {
        ClearLog(Host.Cci);
        ClearLog(Device.FabricManager.Cci);
    }

    private static void ThrowIf(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException(refusal.ToString());
    }

    private void ClearLog(CciPort port)
    {
        EventLog log = port.DynamicCapacityLog;
        while (log.Count > 0)
        {
            int count = Math.Min(log.Count, byte.MaxValue);
            _request.AsSpan(0, ClearEventRecordsRequest.SizeWith(count)).Clear();
            _request[0] = EventLogType.DynamicCapacity.Value;
            _request[2] = (byte)count;
            for (int i = 0; i < count; i++)
            {
                EventRecordView.TryCreate(log[i], out EventRecordView record, out _);
                BinaryPrimitives.WriteUInt16LittleEndian(
                    _request.AsSpan(ClearEventRecordsRequest.SizeWith(i)), record.Header.Handle);
            }

            Execute(port, Opcode.ClearEventRecords, ClearEventRecordsRequest.SizeWith(count));
        }
    }

    private void Send(Opcode opcode, IReadOnlyList<(ulong Block, ulong Count)> extents)
    {
        int sent = 0;
        do
        {
            int count = Math.Min(extents.Count - sent, EntriesInPayload);
            Span<byte> payload = _request.AsSpan(0, UpdatedExtentList.SizeWith(count));
            payload.Clear();
            BinaryPrimitives.WriteInt32LittleEndian(payload, count);
            payload[4] = (byte)(sent + count < extents.Count ? 1 : 0);
            for (int i = 0; i < count; i++)
            {
                (ulong block, ulong blocks) = extents[sent + i];
                new UpdatedExtent { StartDpa = _base + (block * Block), Length = blocks * Block }
                    .TryWrite(payload[UpdatedExtentList.SizeWith(i)..]);
            }

            Execute(Host.Cci, opcode, payload.Length);
            sent += count;
        }
        while (sent < extents.Count);
    }

    private void Execute(CciPort port, Opcode opcode, int length)
    {
        if (_ask is not null && port == Host.Cci)
            _ask(opcode, length);
        else
            ThrowIf(port.Execute(opcode, _request.AsSpan(0, length), _reply).Refusal);
    }

    private void Ask(Socket socket, Opcode opcode, int length)
    {
        Span<byte> message = _message.AsSpan(0, CciHeader.Size + length);
        new CciHeader { Opcode = opcode, PayloadLength = (uint)length }.TryWrite(message);
        _request.AsSpan(0, length).CopyTo(message[CciHeader.Size..]);
        while (message.Length > 0)
            message = message[socket.Send(message, SocketFlags.None)..];
        int received = 0;
        CciHeader header = default;
        while (received < CciHeader.Size + (int)header.PayloadLength)
        {
            received += socket.Receive(_message.AsSpan(received), SocketFlags.None);
            if (received >= CciHeader.Size)
                CciHeader.TryRead(_message.AsSpan(0, CciHeader.Size), out header, out _);
        }

        if (header.ReturnCode != ReturnCode.Success)
            throw new InvalidOperationException($"{opcode}: {header.ReturnCode}");
        _message.AsSpan(CciHeader.Size, (int)header.PayloadLength).CopyTo(_reply);
    }
}
