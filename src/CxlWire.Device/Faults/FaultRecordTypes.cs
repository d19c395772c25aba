using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Faults;

/// <summary>What scenarios need to know of an event record.</summary>
internal static class FaultRecordTypes
{
    /// <summary>What scenarios call the types, in the order of <see cref="FaultRecords"/>.</summary>
    public static string[] Names { get; } =
    [
        "add_capacity", "release_capacity", "forced_release", "region_updated", "add_response", "released",
        "general_media", "dram", "memory_module",
    ];

    /// <summary>What scenarios call a record's type.</summary>
    public static string NameOf(FaultRecords type) =>
        type < FaultRecords.Other ? Names[int.Log2((int)type)] : "of another type";

    /// <summary>The type of a record of 128 bytes.</summary>
    public static FaultRecords Of(ReadOnlySpan<byte> record)
    {
        if (DynamicCapacityEventRecordView.TryCreate(record, out DynamicCapacityEventRecordView capacity, out _)
            && capacity.Header.EventRecordIdentifier == EventRecordIdentifier.DynamicCapacity)
        {
            return capacity.EventType.Value <= 5 ? (FaultRecords)(1 << capacity.EventType.Value) : FaultRecords.Other;
        }

        EventRecordView.TryCreate(record, out EventRecordView view, out _);
        EventRecordIdentifier identifier = view.Header.EventRecordIdentifier;
        return identifier == EventRecordIdentifier.GeneralMedia ? FaultRecords.GeneralMedia
            : identifier == EventRecordIdentifier.Dram ? FaultRecords.Dram
            : identifier == EventRecordIdentifier.MemoryModule ? FaultRecords.MemoryModule
            : FaultRecords.Other;
    }
}
