using System.Runtime.CompilerServices;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.1.3 Memory Module Event Record, 128 bytes. The module changed its health.</summary>
/// <remarks>The value; <see cref="MemoryModuleEventRecordView"/> reads single fields in place.</remarks>
public readonly record struct MemoryModuleEventRecord
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Header = 0;
        public const int DeviceEventType = 48;
        public const int Health = 49;
        public const int Reserved67 = 67;
        public const int Size = 128;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Common header.</summary>
    public EventRecordHeader Header { get; init; }

    /// <summary>What happened.</summary>
    public byte DeviceEventType { get; init; }

    /// <summary>Health of the device at the event, as 4200h tells it.</summary>
    public GetHealthInfoResponse Health { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes64 Reserved67 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MemoryModuleEventRecord value, out LayoutError error)
    {
        bool ok = MemoryModuleEventRecordView.TryCreate(bytes, out MemoryModuleEventRecordView view, out error);
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

    internal static MemoryModuleEventRecord Read(ReadOnlySpan<byte> bytes) => new MemoryModuleEventRecordView(bytes).ToValue();

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        Header.Write(destination.Slice(Field.Header));
        destination[Field.DeviceEventType] = DeviceEventType;
        Health.Write(destination.Slice(Field.Health));
        Reserved67.Write(destination.Slice(Field.Reserved67), 61);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Nested("header", Field.Header, EventRecordHeader.Layout),
            LayoutField.Unsigned("device_event_type", Field.DeviceEventType, 1),
            LayoutField.Nested("health", Field.Health, GetHealthInfoResponse.Layout),
            LayoutField.Bytes("reserved67", Field.Reserved67, 61),
        ];
        return new Layout("memory_module_event_record", "CXL r3.1 8.2.9.2.1.3 Memory Module Event Record", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.2.1.3 Memory Module Event Record, read in place.</summary>
public readonly ref struct MemoryModuleEventRecordView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal MemoryModuleEventRecordView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, MemoryModuleEventRecord.Field.Size);

    /// <summary>Common header.</summary>
    public EventRecordHeaderView Header => new(_bytes.Slice(MemoryModuleEventRecord.Field.Header));

    /// <summary>What happened.</summary>
    public byte DeviceEventType => _bytes[MemoryModuleEventRecord.Field.DeviceEventType];

    /// <summary>Health of the device at the event, as 4200h tells it.</summary>
    public GetHealthInfoResponseView Health => new(_bytes.Slice(MemoryModuleEventRecord.Field.Health));

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes64 Reserved67 => ReservedBytes64.Read(_bytes.Slice(MemoryModuleEventRecord.Field.Reserved67), 61);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out MemoryModuleEventRecordView view, out LayoutError error)
    {
        bool ok = MemoryModuleEventRecord.Layout.TryCheck(bytes, out error);
        view = ok ? new MemoryModuleEventRecordView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public MemoryModuleEventRecord ToValue() => new()
    {
        Header = Header.ToValue(),
        DeviceEventType = DeviceEventType,
        Health = Health.ToValue(),
        Reserved67 = Reserved67,
    };
}
