using System.Buffers.Binary;
using System.Diagnostics;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Fm;
using CxlWire.Transport;

namespace CxlWire.Load;

/// <summary>
/// What a guest's driver does for a living: is told of capacity, takes it, looks at its list, gives it back; and what
/// the Fabric Manager does: offers it, and reads in its own log what became of it.
/// </summary>
/// <param name="client">A connection to a host's CCI.</param>
/// <param name="manager">A connection to the Fabric Manager's CCI.</param>
/// <param name="device">Its number.</param>
internal sealed class DeviceDriver(CciClient client, CciClient manager, int device)
{
    // 2 MiB of region 0, wherever there is room.
    private static readonly byte[] _add = CreateAdd();

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Requests that were answered as they have to be.</summary>
    public long Replies { get; private set; }

    /// <summary>The longest that a reply took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Rounds until it is told to stop; ends with the one that is begun.</summary>
    /// <exception cref="InvalidDataException">An answer is wrong, or does not come.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        await AskAsync(Opcode.SetMctpEventInterruptPolicy, [0x10, 0]);
        while (!stop.IsCancellationRequested)
        {
            await AskAsync(manager, Opcode.InitiateDynamicCapacityAdd, _add);
            await WaitForNotificationAsync();
            DynamicCapacityEventRecord offer = (await TakeRecordsAsync(client))[^1];
            byte[] answer = RangesOf(offer.Extent);
            await AskAsync(Opcode.AddDynamicCapacityResponse, answer);
            byte[] list = await AskAsync(Opcode.GetDynamicCapacityExtentList, [0xFF, 0, 0, 0, 0, 0, 0, 0]);
            if (list.Length != GetDynamicCapacityExtentListResponse.Size + Extent.Size)
                throw new InvalidDataException($"device {device}: a list of {list.Length} bytes");
            await AskAsync(Opcode.ReleaseDynamicCapacity, answer);
            DynamicCapacityEventType[] told = [.. (await TakeRecordsAsync(manager)).Select(r => r.EventType)];
            if (told is not [var added, var released] || added != DynamicCapacityEventType.AddCapacityResponse
                || released != DynamicCapacityEventType.CapacityReleased)
                throw new InvalidDataException(
                    $"device {device}: the Fabric Manager was told {string.Join(", ", told)}");
        }
    }

    /// <summary>Reads the dynamic capacity log and clears it.</summary>
    private async Task<DynamicCapacityEventRecord[]> TakeRecordsAsync(CciClient who)
    {
        byte[] reply = await AskAsync(who, Opcode.GetEventRecords, [EventLogType.DynamicCapacity.Value]);
        var records = new List<DynamicCapacityEventRecord>();
        byte[] clear = new byte[6 + ((reply.Length / EventRecord.Size) * 2)];
        for (int at = GetEventRecordsResponse.Size; at < reply.Length; at += EventRecord.Size)
        {
            if (!DynamicCapacityEventRecord.TryRead(
                reply.AsSpan(at, EventRecord.Size), out DynamicCapacityEventRecord record, out LayoutError error))
                throw new InvalidDataException($"device {device}: {error}");
            BinaryPrimitives.WriteUInt16LittleEndian(clear.AsSpan(6 + (records.Count * 2)), record.Header.Handle);
            records.Add(record);
        }

        (clear[0], clear[2]) = (EventLogType.DynamicCapacity.Value, (byte)records.Count);
        await AskAsync(who, Opcode.ClearEventRecords, clear[..(6 + (records.Count * 2))]);
        return [.. records];
    }

    private static byte[] CreateAdd()
    {
        byte[] payload = new byte[InitiateDynamicCapacityAddRequest.Size];
        new InitiateDynamicCapacityAddRequest { SelectionPolicy = SelectionPolicy.Free, Length = 2 << 20 }.TryWrite(
            payload);
        return payload;
    }

    private static byte[] RangesOf(in Extent extent)
    {
        byte[] payload = new byte[UpdatedExtentList.Size + UpdatedExtent.Size];
        new UpdatedExtentList { Count = 1 }.TryWrite(payload);
        new UpdatedExtent { StartDpa = extent.StartDpa, Length = extent.Length }.TryWrite(
            payload.AsSpan(UpdatedExtentList.Size));
        return payload;
    }

    private async Task WaitForNotificationAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        byte[] message = await client.ReadAsync(patience.Token);
        if (!CciHeader.TryRead(message.AsSpan(0, CciHeader.Size), out CciHeader header, out _)
            || header.Opcode != Opcode.EventNotification)
            throw new InvalidDataException($"device {device}: {header.Opcode} instead of a notification");
    }

    private Task<byte[]> AskAsync(Opcode opcode, byte[] payload) => AskAsync(client, opcode, payload);

    private async Task<byte[]> AskAsync(CciClient who, Opcode opcode, byte[] payload)
    {
        using var patience = new CancellationTokenSource(_patience);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<byte[]> received = await who.SendAsync(who.CreateRequest(opcode, payload), patience.Token);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Slowest = took > Slowest ? took : Slowest;
        CciHeader.TryRead(received[^1].AsSpan(0, CciHeader.Size), out CciHeader header, out _);
        if (header.ReturnCode != ReturnCode.Success || received.Count != 1)
            throw new InvalidDataException(
                $"device {device}: {opcode}: {header.ReturnCode}, {received.Count - 1} notifications");
        Replies++;
        return received[^1][CciHeader.Size..];
    }
}
