using CxlWire.Device.Configuration;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Events;

/// <summary>
/// A Dynamic Capacity Event Record before it has a handle: what waits while the log is full (E7).
/// Everything but the handle is as it was when the event happened.
/// </summary>
internal readonly record struct DynamicCapacityEvent
{
    public required DynamicCapacityEventType Type { get; init; }

    public required Extent Extent { get; init; }

    public required bool More { get; init; }

    public required uint ExtentsAvailable { get; init; }

    public required uint TagsAvailable { get; init; }

    public ushort HostId { get; init; }

    public byte UpdatedRegionIndex { get; init; }

    public ulong Timestamp { get; init; }

    /// <summary>
    /// Writes the record with severity Informational (E1) and both counts valid (E9), q13 and q14 aside.
    /// </summary>
    public void WriteTo(Span<byte> destination, ushort handle, QemuPolicy policy)
    {
        bool tagsAreValid = policy.TellsTagsAvailable;
        new DynamicCapacityEventRecord
        {
            Header = new EventRecordHeader
            {
                EventRecordIdentifier = EventRecordIdentifier.DynamicCapacity,
                RecordLength = DynamicCapacityEventRecord.Size,
                Severity = policy.CapacityRecordSeverity,
                Handle = handle,
                Timestamp = Timestamp,
            },
            EventType = Type,
            ExtentsAvailableValid = true,
            TagsAvailableValid = tagsAreValid,
            HostId = HostId,
            UpdatedRegionIndex = UpdatedRegionIndex,
            More = More,
            Extent = Extent,
            ExtentsAvailable = ExtentsAvailable,
            TagsAvailable = tagsAreValid ? TagsAvailable : 0,
        }.TryWrite(destination);
    }

    /// <summary>Writes an event, or reads one.</summary>
    public static DynamicCapacityEvent Exchange(StateArchive state, DynamicCapacityEvent happened) => new()
    {
        Type = new DynamicCapacityEventType((byte)state.Number("type", happened.Type.Value, byte.MaxValue)),
        Extent = state.Extent(happened.Extent),
        More = state.Flag("more", happened.More),
        ExtentsAvailable = (uint)state.Number("extents_available", happened.ExtentsAvailable, uint.MaxValue),
        TagsAvailable = (uint)state.Number("tags_available", happened.TagsAvailable, uint.MaxValue),
        HostId = (ushort)state.Number("host", happened.HostId, ushort.MaxValue),
        UpdatedRegionIndex = (byte)state.Number("updated_region", happened.UpdatedRegionIndex, byte.MaxValue),
        Timestamp = state.Number("timestamp", happened.Timestamp),
    };
}
