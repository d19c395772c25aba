using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.1 Common Event Record, 48 bytes. What every event record begins with.</summary>
/// <remarks>The value; <see cref="EventRecordHeaderView"/> reads single fields in place.</remarks>
public readonly record struct EventRecordHeader
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int EventRecordIdentifier = 0;
        public const int RecordLength = 16;
        public const int Flags = 17;
        public const int Handle = 20;
        public const int RelatedHandle = 22;
        public const int Timestamp = 24;
        public const int MaintenanceOperationClass = 32;
        public const int MaintenanceOperationSubclass = 33;
        public const int LdId = 34;
        public const int HeadId = 36;
        public const int Reserved37 = 37;
        public const int Size = 48;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Says which record this is.</summary>
    public EventRecordIdentifier EventRecordIdentifier { get; init; }

    /// <summary>Length of the whole record, 80h, in bytes.</summary>
    public byte RecordLength { get; init; }

    /// <summary>0 informational, 1 warning, 2 failure, 3 fatal.</summary>
    public EventSeverity Severity { get; init; }

    /// <summary>The condition does not go away.</summary>
    public bool PermanentCondition { get; init; }

    /// <summary>The device asks for maintenance.</summary>
    public bool MaintenanceNeeded { get; init; }

    /// <summary>The device is slower than it should be.</summary>
    public bool PerformanceDegraded { get; init; }

    /// <summary>Hardware should be replaced.</summary>
    public bool HardwareReplacementNeeded { get; init; }

    /// <summary>The subclass field counts.</summary>
    public bool MaintenanceOperationSubclassValid { get; init; }

    /// <summary>The LD-ID field counts.</summary>
    public bool LdIdValid { get; init; }

    /// <summary>The head ID field counts.</summary>
    public bool HeadIdValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ushort FlagsReserved { get; init; }

    /// <summary>Names the record in its log; never 0 (E2).</summary>
    public ushort Handle { get; init; }

    /// <summary>Another record about the same matter, or 0.</summary>
    public ushort RelatedHandle { get; init; }

    /// <summary>Since 1970-01-01 UTC; 0 until Set Timestamp (E10), in nanoseconds.</summary>
    public ulong Timestamp { get; init; }

    /// <summary>Which maintenance is asked for.</summary>
    public byte MaintenanceOperationClass { get; init; }

    /// <summary>Subclass of it (r3.2).</summary>
    public byte MaintenanceOperationSubclass { get; init; }

    /// <summary>Logical device (r3.2).</summary>
    public ushort LdId { get; init; }

    /// <summary>Head (r3.2).</summary>
    public byte HeadId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved37 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EventRecordHeader value, out LayoutError error)
    {
        bool ok = EventRecordHeaderView.TryCreate(bytes, out EventRecordHeaderView view, out error);
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

    internal static EventRecordHeader Read(ReadOnlySpan<byte> bytes) => new EventRecordHeaderView(bytes).ToValue();

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        EventRecordIdentifier.Value.Write(destination.Slice(Field.EventRecordIdentifier));
        destination[Field.RecordLength] = RecordLength;
        LittleEndian.WriteUInt24(destination.Slice(Field.Flags), (Severity.Value & 0x3u)
            | (PermanentCondition ? 0x4u : 0u)
            | (MaintenanceNeeded ? 0x8u : 0u)
            | (PerformanceDegraded ? 0x10u : 0u)
            | (HardwareReplacementNeeded ? 0x20u : 0u)
            | (MaintenanceOperationSubclassValid ? 0x40u : 0u)
            | (LdIdValid ? 0x80u : 0u)
            | (HeadIdValid ? 0x100u : 0u)
            | ((FlagsReserved & 0x7FFFu) << 9));
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.Handle), Handle);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.RelatedHandle), RelatedHandle);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Timestamp), Timestamp);
        destination[Field.MaintenanceOperationClass] = MaintenanceOperationClass;
        destination[Field.MaintenanceOperationSubclass] = MaintenanceOperationSubclass;
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.LdId), LdId);
        destination[Field.HeadId] = HeadId;
        Reserved37.Write(destination.Slice(Field.Reserved37), 11);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Uuid("event_record_identifier", Field.EventRecordIdentifier, id => new EventRecordIdentifier(id).ToString()),
            LayoutField.Unsigned("record_length", Field.RecordLength, 1, "bytes"),
            LayoutField.Bits("severity", Field.Flags, 3, 0, 2, describe: v => new EventSeverity((byte)v).ToString()),
            LayoutField.Bits("permanent_condition", Field.Flags, 3, 2, 1),
            LayoutField.Bits("maintenance_needed", Field.Flags, 3, 3, 1),
            LayoutField.Bits("performance_degraded", Field.Flags, 3, 4, 1),
            LayoutField.Bits("hardware_replacement_needed", Field.Flags, 3, 5, 1),
            LayoutField.Bits("maintenance_operation_subclass_valid", Field.Flags, 3, 6, 1),
            LayoutField.Bits("ld_id_valid", Field.Flags, 3, 7, 1),
            LayoutField.Bits("head_id_valid", Field.Flags, 3, 8, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 3, 9, 15),
            LayoutField.Unsigned("handle", Field.Handle, 2),
            LayoutField.Unsigned("related_handle", Field.RelatedHandle, 2),
            LayoutField.Unsigned("timestamp", Field.Timestamp, 8, "ns"),
            LayoutField.Unsigned("maintenance_operation_class", Field.MaintenanceOperationClass, 1),
            LayoutField.Unsigned("maintenance_operation_subclass", Field.MaintenanceOperationSubclass, 1),
            LayoutField.Unsigned("ld_id", Field.LdId, 2),
            LayoutField.Unsigned("head_id", Field.HeadId, 1),
            LayoutField.Bytes("reserved37", Field.Reserved37, 11),
        ];
        return new Layout("event_record_header", "CXL r3.1 8.2.9.2.1 Common Event Record", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.2.1 Common Event Record, read in place.</summary>
public readonly ref struct EventRecordHeaderView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal EventRecordHeaderView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, EventRecordHeader.Field.Size);

    /// <summary>Says which record this is.</summary>
    public EventRecordIdentifier EventRecordIdentifier
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(EventRecordHeader.Field.EventRecordIdentifier)));
    }

    /// <summary>Length of the whole record, 80h, in bytes.</summary>
    public byte RecordLength => _bytes[EventRecordHeader.Field.RecordLength];

    /// <summary>0 informational, 1 warning, 2 failure, 3 fatal.</summary>
    public EventSeverity Severity => new((byte)(LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x3));

    /// <summary>The condition does not go away.</summary>
    public bool PermanentCondition => (LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x4) != 0;

    /// <summary>The device asks for maintenance.</summary>
    public bool MaintenanceNeeded => (LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x8) != 0;

    /// <summary>The device is slower than it should be.</summary>
    public bool PerformanceDegraded => (LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x10) != 0;

    /// <summary>Hardware should be replaced.</summary>
    public bool HardwareReplacementNeeded => (LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x20) != 0;

    /// <summary>The subclass field counts.</summary>
    public bool MaintenanceOperationSubclassValid => (LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x40) != 0;

    /// <summary>The LD-ID field counts.</summary>
    public bool LdIdValid => (LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x80) != 0;

    /// <summary>The head ID field counts.</summary>
    public bool HeadIdValid => (LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) & 0x100) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public ushort FlagsReserved => (ushort)(LittleEndian.ReadUInt24(_bytes.Slice(EventRecordHeader.Field.Flags)) >> 9);

    /// <summary>Names the record in its log; never 0 (E2).</summary>
    public ushort Handle => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventRecordHeader.Field.Handle));

    /// <summary>Another record about the same matter, or 0.</summary>
    public ushort RelatedHandle => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventRecordHeader.Field.RelatedHandle));

    /// <summary>Since 1970-01-01 UTC; 0 until Set Timestamp (E10), in nanoseconds.</summary>
    public ulong Timestamp => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(EventRecordHeader.Field.Timestamp));

    /// <summary>Which maintenance is asked for.</summary>
    public byte MaintenanceOperationClass => _bytes[EventRecordHeader.Field.MaintenanceOperationClass];

    /// <summary>Subclass of it (r3.2).</summary>
    public byte MaintenanceOperationSubclass => _bytes[EventRecordHeader.Field.MaintenanceOperationSubclass];

    /// <summary>Logical device (r3.2).</summary>
    public ushort LdId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventRecordHeader.Field.LdId));

    /// <summary>Head (r3.2).</summary>
    public byte HeadId => _bytes[EventRecordHeader.Field.HeadId];

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved37 => ReservedBytes.Read(_bytes.Slice(EventRecordHeader.Field.Reserved37), 11);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out EventRecordHeaderView view, out LayoutError error)
    {
        bool ok = EventRecordHeader.Layout.TryCheck(bytes, out error);
        view = ok ? new EventRecordHeaderView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EventRecordHeader ToValue() => new()
    {
        EventRecordIdentifier = EventRecordIdentifier,
        RecordLength = RecordLength,
        Severity = Severity,
        PermanentCondition = PermanentCondition,
        MaintenanceNeeded = MaintenanceNeeded,
        PerformanceDegraded = PerformanceDegraded,
        HardwareReplacementNeeded = HardwareReplacementNeeded,
        MaintenanceOperationSubclassValid = MaintenanceOperationSubclassValid,
        LdIdValid = LdIdValid,
        HeadIdValid = HeadIdValid,
        FlagsReserved = FlagsReserved,
        Handle = Handle,
        RelatedHandle = RelatedHandle,
        Timestamp = Timestamp,
        MaintenanceOperationClass = MaintenanceOperationClass,
        MaintenanceOperationSubclass = MaintenanceOperationSubclass,
        LdId = LdId,
        HeadId = HeadId,
        Reserved37 = Reserved37,
    };
}
