using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.Events;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Faults;

/// <summary>Faults that happen to a record that is about to enter a log.</summary>
internal static class RecordFaults
{
    /// <summary>Whether there is something that the fault could happen to.</summary>
    public static bool CanSpoil(
        CciPort port, EventLog log, in FaultOccasion occasion, ReadOnlySpan<byte> record, FaultAction action) =>
            action switch
            {
                FaultAction.ReorderRecord => log.Count > 0,
                FaultAction.DuplicateRecord => log.Count + 1 < log.Depth,
                FaultAction.RecordExtent { As: WrongExtent.Overlapping } =>
                    IsCapacity(record) && FindOther(port, log, occasion) is not null,
                FaultAction.RecordExtent or FaultAction.RecordMore or FaultAction.RecordSequence
                    or FaultAction.RecordTag => IsCapacity(record),
                _ => true,
            };

    /// <summary>Has the fault happen to the bytes of a record.</summary>
    public static void Spoil(
        CciPort port, EventLog log, in FaultOccasion occasion, Span<byte> bytes, FaultAction action)
    {
        if (action is FaultAction.RecordUuid identifier)
            identifier.Value.Write(bytes);
        if (!DynamicCapacityEventRecord.TryRead(bytes, out DynamicCapacityEventRecord record, out _))
            return;
        Extent extent = record.Extent;
        switch (action)
        {
            case FaultAction.RecordMore more:
                record = record with { More = more.Value };
                break;
            case FaultAction.RecordSequence sequence:
                record = record with { Extent = extent with { SharedExtentSequence = sequence.Value } };
                break;
            case FaultAction.RecordTag tag:
                record = record with { Extent = extent with { Tag = tag.Value } };
                break;
            case FaultAction.RecordExtent { As: WrongExtent.Empty }:
                record = record with { Extent = extent with { Length = 0 } };
                break;
            case FaultAction.RecordExtent { As: WrongExtent.Outside }:
                RegionConfiguration last = port.Device.Regions[^1].Configuration;
                record =
                    record with { Extent = extent with { StartDpa = unchecked(last.BaseDpa + last.DecodeLength) } };
                break;
            case FaultAction.RecordExtent { As: WrongExtent.Misaligned }:
                ulong block = port.Device.Regions.Find(new DpaRange(extent.StartDpa, extent.Length))?.BlockSize ?? 2;
                record = record with { Extent = extent with { StartDpa = unchecked(extent.StartDpa + (block / 2)) } };
                break;
            case FaultAction.RecordExtent { As: WrongExtent.Overlapping }:
                record = record with { Extent = extent with { StartDpa = FindOther(port, log, occasion)!.Value } };
                break;
            default:
                return;
        }

        record.TryWrite(bytes);
    }

    private static bool IsCapacity(ReadOnlySpan<byte> record) =>
        FaultRecordTypes.Of(record) < FaultRecords.GeneralMedia;

    /// <summary>
    /// Where another extent that the host knows of begins: of the record before in the chain, or its first.
    /// </summary>
    private static ulong? FindOther(CciPort port, EventLog log, in FaultOccasion occasion)
    {
        if (occasion.Place > 1 && log.Count > 0
            && DynamicCapacityEventRecordView.TryCreate(
                log[log.Count - 1], out DynamicCapacityEventRecordView before, out _))
        {
            return before.Extent.StartDpa;
        }

        return port.Host is { Extents.Count: > 0 } host ? host.Extents[0].StartDpa : null;
    }
}
