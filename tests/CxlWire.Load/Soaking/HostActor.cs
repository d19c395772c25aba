using System.Buffers.Binary;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Load.Soaking;

/// <summary>A host's driver: reads its log, answers offers with all or some of them, gives capacity back.</summary>
internal sealed class HostActor(SoakDevice soak, int seed, int host) : CciActor(soak, seed, soak.Host(host))
{
    private static readonly Opcode[] _plain =
    [
        Opcode.Identify, Opcode.GetTimestamp, Opcode.GetSupportedLogs, Opcode.GetEventInterruptPolicy,
        Opcode.GetMctpEventInterruptPolicy, Opcode.IdentifyMemoryDevice, Opcode.GetHealthInfo,
        Opcode.BackgroundOperationStatus, Opcode.GetPartitionInfo, Opcode.GetShutdownState, Opcode.GetSldQosControl,
        Opcode.GetSldQosStatus,
    ];

    private readonly List<Extent> _offered = [];

    protected override Task ActAsync() => Random.Next(12) switch
    {
        < 3 => ReadLogAsync(),
        < 5 => AnswerAsync(),
        < 7 => ReleaseAsync(),
        7 => AskAsync(_plain[Random.Next(_plain.Length)], []),
        8 => AskAsync(new Opcode((ushort)Random.Next(0x5800)), Bytes(Random.Next(8) == 0 ? 1500 : Random.Next(40))),
        9 => AskInABurstAsync(Opcode.GetDynamicCapacityExtentList, [0xFF, 0, 0, 0, 0, 0, 0, 0]),
        10 => AskAsync(Opcode.SetLsa, [.. new byte[8], .. Bytes(Random.Next(900))]),
        _ => AskAsync(Opcode.SetMctpEventInterruptPolicy, [(byte)Random.Next(32), 0]),
    };

    private async Task ReadLogAsync()
    {
        byte log = (byte)(Random.Next(4) == 0 ? Random.Next(5) : EventLogType.DynamicCapacity.Value);
        if (await AskAsync(Opcode.GetEventRecords, [log]) is not { } reply)
            return;
        var handles = new List<byte>();
        for (int at = GetEventRecordsResponse.Size; at < reply.Length; at += EventRecord.Size)
        {
            ReadOnlySpan<byte> bytes = reply.AsSpan(at, EventRecord.Size);
            if (DynamicCapacityEventRecord.TryRead(bytes, out DynamicCapacityEventRecord record, out _)
                && record.EventType == DynamicCapacityEventType.AddCapacity)
                _offered.Add(record.Extent);
            handles.AddRange(bytes.Slice(20, 2));
        }

        if (handles.Count > 0)
            await AskAsync(Opcode.ClearEventRecords, [log, 0, (byte)(handles.Count / 2), 0, 0, 0, .. handles]);
        else if (Random.Next(4) == 0)
            await AskAsync(Opcode.ClearEventRecords, [log, 1, 0, 0, 0, 0]);
    }

    /// <summary>Answers with what it believes to be offered; and drops that belief.</summary>
    private async Task AnswerAsync()
    {
        UpdatedExtent[] chosen = Random.Next(4) == 0 ? [] : [.. _offered.Take(Random.Next(1, 5)).Select(Part)];
        _offered.Clear();
        await AskAsync(Opcode.AddDynamicCapacityResponse, Ranges(chosen, more: Random.Next(8) == 0));
    }

    private async Task ReleaseAsync()
    {
        var held = new List<Extent>();
        for (uint start = 0; ;)
        {
            byte[] request = new byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(request, (uint)Random.Next(1, 20));
            BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(4), start);
            if (await AskAsync(Opcode.GetDynamicCapacityExtentList, request) is not { } page)
                return;
            for (int at = GetDynamicCapacityExtentListResponse.Size; at < page.Length; at += Extent.Size)
            {
                Extent.TryRead(page.AsSpan(at, Extent.Size), out Extent extent, out _);
                held.Add(extent);
                start++;
            }

            if (page.Length == GetDynamicCapacityExtentListResponse.Size)
                break;
        }

        UpdatedExtent[] chosen = [.. held.Where(_ => Random.Next(3) == 0).Take(10).Select(Part)];
        await AskAsync(Opcode.ReleaseDynamicCapacity, Ranges(chosen, more: Random.Next(8) == 0));
    }

    private UpdatedExtent Part(Extent extent)
    {
        ulong blocks = extent.Length / Block;
        ulong skip = Random.Next(3) == 0 ? (ulong)Random.NextInt64((long)blocks) : 0;
        ulong length = Random.Next(3) == 0 ? (ulong)Random.NextInt64(1, (long)(blocks - skip) + 1) : blocks - skip;
        return new UpdatedExtent { StartDpa = extent.StartDpa + (skip * Block), Length = length * Block };
    }
}
