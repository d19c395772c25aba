using System.Buffers.Binary;
using System.Diagnostics;
using System.Threading.Channels;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Transport;

namespace CxlWire.Load;

/// <summary>What a guest's driver does for a living: is told of capacity, takes it, looks at its list, gives it back.</summary>
/// <param name="client">A connection to a host's CCI.</param>
/// <param name="wants">Takes the number of a device that wants capacity.</param>
/// <param name="device">Its number.</param>
internal sealed class DeviceDriver(CciClient client, ChannelWriter<int> wants, int device)
{
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
            await wants.WriteAsync(device, CancellationToken.None);
            await WaitForNotificationAsync();
            byte[] records = await AskAsync(Opcode.GetEventRecords, [EventLogType.DynamicCapacity.Value]);
            byte[] record = records[^EventRecordView.Size..];
            if (!DynamicCapacityEventRecord.TryRead(record, out DynamicCapacityEventRecord offer, out LayoutError error))
                throw new InvalidDataException($"device {device}: {error}");
            byte[] answer = RangesOf(offer.Extent);
            await AskAsync(Opcode.AddDynamicCapacityResponse, answer);
            byte[] list = await AskAsync(Opcode.GetDynamicCapacityExtentList, [0xFF, 0, 0, 0, 0, 0, 0, 0]);
            if (list.Length != GetDynamicCapacityExtentListResponse.Size + Extent.Size)
                throw new InvalidDataException($"device {device}: a list of {list.Length} bytes");
            byte[] handle = new byte[8];
            (handle[0], handle[2]) = (EventLogType.DynamicCapacity.Value, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(handle.AsSpan(6), offer.Header.Handle);
            await AskAsync(Opcode.ClearEventRecords, handle);
            await AskAsync(Opcode.ReleaseDynamicCapacity, answer);
        }
    }

    private static byte[] RangesOf(in Extent extent)
    {
        byte[] payload = new byte[UpdatedExtentList.Size + UpdatedExtent.Size];
        new UpdatedExtentList { Count = 1 }.TryWrite(payload);
        new UpdatedExtent { StartDpa = extent.StartDpa, Length = extent.Length }.TryWrite(payload.AsSpan(UpdatedExtentList.Size));
        return payload;
    }

    private async Task WaitForNotificationAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        byte[] message = await client.ReadAsync(patience.Token);
        if (!CciHeader.TryRead(message.AsSpan(0, CciHeader.Size), out CciHeader header, out _) || header.Opcode != Opcode.EventNotification)
            throw new InvalidDataException($"device {device}: {header.Opcode} instead of a notification");
    }

    private async Task<byte[]> AskAsync(Opcode opcode, byte[] payload)
    {
        using var patience = new CancellationTokenSource(_patience);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<byte[]> received = await client.SendAsync(client.CreateRequest(opcode, payload), patience.Token);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Slowest = took > Slowest ? took : Slowest;
        CciHeader.TryRead(received[^1].AsSpan(0, CciHeader.Size), out CciHeader header, out _);
        if (header.ReturnCode != ReturnCode.Success || received.Count != 1)
            throw new InvalidDataException($"device {device}: {opcode}: {header.ReturnCode}, {received.Count - 1} notifications");
        Replies++;
        return received[^1][CciHeader.Size..];
    }
}
