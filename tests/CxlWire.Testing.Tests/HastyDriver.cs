using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Testing.Tests;

/// <summary>A driver in a hurry: it accepts each extent as it reads of it, not the chain that it is part of.</summary>
internal sealed class HastyDriver(IDuplexPipe pipe)
{
    private const byte Log = 4;

    public async Task RunAsync(CancellationToken stop)
    {
        await using var client = new HostClient(pipe);
        await client.AskAsync(Opcode.SetMctpEventInterruptPolicy, new byte[] { 1 << Log, 0 }, stop);
        while (true)
        {
            while (RecordsOf(await client.AskAsync(Opcode.GetEventRecords, new[] { Log }, stop)) is [_, ..] records)
            {
                foreach (DynamicCapacityEventRecord record in records)
                {
                    if (record.EventType == DynamicCapacityEventType.AddCapacity)
                        await client.AskAsync(Opcode.AddDynamicCapacityResponse, ToList(record.Extent), stop);
                    else if (record.EventType == DynamicCapacityEventType.ReleaseCapacity)
                        await client.AskAsync(Opcode.ReleaseDynamicCapacity, ToList(record.Extent), stop);
                }

                await client.AskAsync(Opcode.ClearEventRecords, ToHandles(records), stop);
            }

            await client.NextNotificationAsync(stop);
        }
    }

    private static List<DynamicCapacityEventRecord> RecordsOf(CciReply reply)
    {
        var records = new List<DynamicCapacityEventRecord>();
        if (!GetEventRecordsResponseView.TryCreate(reply.Payload, out GetEventRecordsResponseView response, out _))
            return records;
        for (int i = 0; i < response.RecordCount; i++)
        {
            DynamicCapacityEventRecord.TryRead(
                response.RecordAt(i).Bytes, out DynamicCapacityEventRecord record, out _);
            records.Add(record);
        }

        return records;
    }

    private static byte[] ToList(Extent extent)
    {
        byte[] list = new byte[UpdatedExtentList.Size + UpdatedExtent.Size];
        new UpdatedExtentList { Count = 1 }.TryWrite(list);
        new UpdatedExtent { StartDpa = extent.StartDpa, Length = extent.Length }
            .TryWrite(list.AsSpan(UpdatedExtentList.Size));
        return list;
    }

    private static byte[] ToHandles(List<DynamicCapacityEventRecord> records) =>
    [
        Log, 0, (byte)records.Count, 0, 0, 0,
        .. records.SelectMany(record => BitConverter.GetBytes(record.Header.Handle)),
    ];
}
