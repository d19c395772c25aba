using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Media;

/// <summary>General Media Event Records, for the hosts that have the memory (P7).</summary>
internal static class MediaEvents
{
    private const byte Uncorrectable = 1;
    private const byte PoisonListOverflow = 4;
    private const ulong VolatileAddress = 1;

    /// <summary>Tells all hosts that have the memory.</summary>
    public static void Tell(
        DeviceParts device, PoisonedRange poisoned, MemoryTransactionType transaction, EventLogType log)
    {
        foreach (Host host in device.Hosts)
        {
            ulong dpa = poisoned.Range.Start;
            while (host.Memory.TryFindPoison(device.Poison, ref dpa, poisoned.Range.End, out PoisonedRange part))
                Tell(host, part, transaction, log);
        }
    }

    /// <summary>Tells one host.</summary>
    public static void Tell(Host host, PoisonedRange poisoned, MemoryTransactionType transaction, EventLogType log)
    {
        DeviceParts device = host.Cci.Device;
        bool isPersistent = device.PersistentMemory.Contains(poisoned.Range with { Length = 1 });
        int descriptor = log == EventLogType.Informational ? 0 : Uncorrectable;
        if (device.Poison.OverflowedAt is not null)
            descriptor |= PoisonListOverflow;
        Span<byte> record = stackalloc byte[GeneralMediaEventRecord.Size];
        new GeneralMediaEventRecord
        {
            Header = new EventRecordHeader
            {
                EventRecordIdentifier = EventRecordIdentifier.GeneralMedia,
                RecordLength = EventRecord.Size,
                Severity = new EventSeverity(log.Value),
            },
            PhysicalAddress = poisoned.Range.Start | (isPersistent ? 0 : VolatileAddress),
            MemoryEventDescriptor = (byte)descriptor,
            MemoryEventType = GeneralMediaEventType.EccError,
            TransactionType = transaction,
        }.TryWrite(record);
        host.Cci.Logs[log.Value].Append(record);
    }
}
