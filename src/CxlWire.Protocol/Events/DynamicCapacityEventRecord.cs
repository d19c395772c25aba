using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 Table 8-50 Dynamic Capacity Event Record, 128 bytes. Capacity was offered, asked back, taken, accepted, or released.</summary>
/// <remarks>The value; <see cref="DynamicCapacityEventRecordView"/> reads single fields in place.</remarks>
public readonly record struct DynamicCapacityEventRecord
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Header = 0;
        public const int EventType = 48;
        public const int ValidityFlags = 49;
        public const int HostId = 50;
        public const int UpdatedRegionIndex = 52;
        public const int Flags = 53;
        public const int Reserved54 = 54;
        public const int Extent = 56;
        public const int Reserved96 = 96;
        public const int ExtentsAvailable = 120;
        public const int TagsAvailable = 124;
        public const int Size = 128;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Common header.</summary>
    public EventRecordHeader Header { get; init; }

    /// <summary>What happened.</summary>
    public DynamicCapacityEventType EventType { get; init; }

    /// <summary>The extents available field counts.</summary>
    public bool ExtentsAvailableValid { get; init; }

    /// <summary>The tags available field counts.</summary>
    public bool TagsAvailableValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte ValidityReserved { get; init; }

    /// <summary>Host, in the Fabric Manager's records; 0 towards hosts (E9).</summary>
    public ushort HostId { get; init; }

    /// <summary>Region, for type 3.</summary>
    public byte UpdatedRegionIndex { get; init; }

    /// <summary>Another record of the same request follows (O1).</summary>
    public bool More { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved54 { get; init; }

    /// <summary>The extent concerned.</summary>
    public Extent Extent { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved96 { get; init; }

    /// <summary>Extents that the device could still track.</summary>
    public uint ExtentsAvailable { get; init; }

    /// <summary>Tags that the device could still track.</summary>
    public uint TagsAvailable { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DynamicCapacityEventRecord value, out LayoutError error)
    {
        bool ok = DynamicCapacityEventRecordView.TryCreate(bytes, out DynamicCapacityEventRecordView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Writes the layout, reserved bits included.</summary>
    /// <returns>False where the destination is shorter than <see cref="Size"/>; nothing is written.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Size)
            return false;
        Write(destination);
        return true;
    }

    internal static DynamicCapacityEventRecord Read(ReadOnlySpan<byte> bytes) => new DynamicCapacityEventRecordView(bytes).ToValue();

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        Header.Write(destination.Slice(Field.Header));
        destination[Field.EventType] = EventType.Value;
        destination[Field.ValidityFlags] = (byte)((ExtentsAvailableValid ? 0x1u : 0u)
            | (TagsAvailableValid ? 0x2u : 0u)
            | ((ValidityReserved & 0x3Fu) << 2));
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.HostId), HostId);
        destination[Field.UpdatedRegionIndex] = UpdatedRegionIndex;
        destination[Field.Flags] = (byte)((More ? 0x1u : 0u)
            | ((FlagsReserved & 0x7Fu) << 1));
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved54), 2, Reserved54);
        Extent.Write(destination.Slice(Field.Extent));
        Reserved96.Write(destination.Slice(Field.Reserved96), 24);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.ExtentsAvailable), ExtentsAvailable);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.TagsAvailable), TagsAvailable);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Nested("header", Field.Header, EventRecordHeader.Layout),
            LayoutField.Unsigned("event_type", Field.EventType, 1, describe: v => new DynamicCapacityEventType((byte)v).ToString()),
            LayoutField.Bits("extents_available_valid", Field.ValidityFlags, 1, 0, 1),
            LayoutField.Bits("tags_available_valid", Field.ValidityFlags, 1, 1, 1),
            LayoutField.Bits("validity_reserved", Field.ValidityFlags, 1, 2, 6),
            LayoutField.Unsigned("host_id", Field.HostId, 2),
            LayoutField.Unsigned("updated_region_index", Field.UpdatedRegionIndex, 1),
            LayoutField.Bits("more", Field.Flags, 1, 0, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 1, 7),
            LayoutField.Bytes("reserved54", Field.Reserved54, 2),
            LayoutField.Nested("extent", Field.Extent, Extent.Layout),
            LayoutField.Bytes("reserved96", Field.Reserved96, 24),
            LayoutField.Unsigned("extents_available", Field.ExtentsAvailable, 4),
            LayoutField.Unsigned("tags_available", Field.TagsAvailable, 4),
        ];
        return new Layout("dynamic_capacity_event_record", "CXL r3.1 Table 8-50 Dynamic Capacity Event Record", Size, fields);
    }
}

/// <summary>CXL r3.1 Table 8-50 Dynamic Capacity Event Record, read in place.</summary>
public readonly ref struct DynamicCapacityEventRecordView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DynamicCapacityEventRecordView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, DynamicCapacityEventRecord.Field.Size);

    /// <summary>Common header.</summary>
    public EventRecordHeaderView Header => new(_bytes.Slice(DynamicCapacityEventRecord.Field.Header));

    /// <summary>What happened.</summary>
    public DynamicCapacityEventType EventType => new(_bytes[DynamicCapacityEventRecord.Field.EventType]);

    /// <summary>The extents available field counts.</summary>
    public bool ExtentsAvailableValid => (_bytes[DynamicCapacityEventRecord.Field.ValidityFlags] & 0x1) != 0;

    /// <summary>The tags available field counts.</summary>
    public bool TagsAvailableValid => (_bytes[DynamicCapacityEventRecord.Field.ValidityFlags] & 0x2) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte ValidityReserved => (byte)(_bytes[DynamicCapacityEventRecord.Field.ValidityFlags] >> 2);

    /// <summary>Host, in the Fabric Manager's records; 0 towards hosts (E9).</summary>
    public ushort HostId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(DynamicCapacityEventRecord.Field.HostId));

    /// <summary>Region, for type 3.</summary>
    public byte UpdatedRegionIndex => _bytes[DynamicCapacityEventRecord.Field.UpdatedRegionIndex];

    /// <summary>Another record of the same request follows (O1).</summary>
    public bool More => (_bytes[DynamicCapacityEventRecord.Field.Flags] & 0x1) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[DynamicCapacityEventRecord.Field.Flags] >> 1);

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved54 => LittleEndian.ReadUpTo8(_bytes.Slice(DynamicCapacityEventRecord.Field.Reserved54), 2);

    /// <summary>The extent concerned.</summary>
    public ExtentView Extent => new(_bytes.Slice(DynamicCapacityEventRecord.Field.Extent));

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved96 => ReservedBytes.Read(_bytes.Slice(DynamicCapacityEventRecord.Field.Reserved96), 24);

    /// <summary>Extents that the device could still track.</summary>
    public uint ExtentsAvailable => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(DynamicCapacityEventRecord.Field.ExtentsAvailable));

    /// <summary>Tags that the device could still track.</summary>
    public uint TagsAvailable => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(DynamicCapacityEventRecord.Field.TagsAvailable));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out DynamicCapacityEventRecordView view, out LayoutError error)
    {
        bool ok = DynamicCapacityEventRecord.Layout.TryCheck(bytes, out error);
        view = ok ? new DynamicCapacityEventRecordView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public DynamicCapacityEventRecord ToValue() => new()
    {
        Header = Header.ToValue(),
        EventType = EventType,
        ExtentsAvailableValid = ExtentsAvailableValid,
        TagsAvailableValid = TagsAvailableValid,
        ValidityReserved = ValidityReserved,
        HostId = HostId,
        UpdatedRegionIndex = UpdatedRegionIndex,
        More = More,
        FlagsReserved = FlagsReserved,
        Reserved54 = Reserved54,
        Extent = Extent.ToValue(),
        Reserved96 = Reserved96,
        ExtentsAvailable = ExtentsAvailable,
        TagsAvailable = TagsAvailable,
    };
}
