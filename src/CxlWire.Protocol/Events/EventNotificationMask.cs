using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.6 Get (0104h) and 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h), 8.2.9.2.8 Event Notification (0106h), 2 bytes.</summary>
/// <remarks>The value; <see cref="EventNotificationMaskView"/> reads single fields in place.</remarks>
public readonly record struct EventNotificationMask
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Events = 0;
        public const int Size = 2;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>The informational event log.</summary>
    public bool Informational { get; init; }

    /// <summary>The warning event log.</summary>
    public bool Warning { get; init; }

    /// <summary>The failure event log.</summary>
    public bool Failure { get; init; }

    /// <summary>The fatal event log.</summary>
    public bool Fatal { get; init; }

    /// <summary>The dynamic capacity event log.</summary>
    public bool DynamicCapacity { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ushort EventsReserved { get; init; }

    /// <summary>A background operation ended.</summary>
    public bool BackgroundOperationCompleted { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EventNotificationMask value, out LayoutError error)
    {
        bool ok = EventNotificationMaskView.TryCreate(bytes, out EventNotificationMaskView view, out error);
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

    internal static EventNotificationMask Read(ReadOnlySpan<byte> bytes) => new EventNotificationMaskView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.Events), (ushort)((Informational ? 0x1u : 0u)
            | (Warning ? 0x2u : 0u)
            | (Failure ? 0x4u : 0u)
            | (Fatal ? 0x8u : 0u)
            | (DynamicCapacity ? 0x10u : 0u)
            | ((EventsReserved & 0x3FFu) << 5)
            | (BackgroundOperationCompleted ? 0x8000u : 0u)));
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Bits("informational", Field.Events, 2, 0, 1),
            LayoutField.Bits("warning", Field.Events, 2, 1, 1),
            LayoutField.Bits("failure", Field.Events, 2, 2, 1),
            LayoutField.Bits("fatal", Field.Events, 2, 3, 1),
            LayoutField.Bits("dynamic_capacity", Field.Events, 2, 4, 1),
            LayoutField.Bits("events_reserved", Field.Events, 2, 5, 10),
            LayoutField.Bits("background_operation_completed", Field.Events, 2, 15, 1),
        ];
        return new Layout("event_notification_mask", "CXL r3.1 8.2.9.2.6 Get (0104h) and 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h), 8.2.9.2.8 Event Notification (0106h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.2.6 Get (0104h) and 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h), 8.2.9.2.8 Event Notification (0106h), read in place.</summary>
public readonly ref struct EventNotificationMaskView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal EventNotificationMaskView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, EventNotificationMask.Field.Size);

    /// <summary>The informational event log.</summary>
    public bool Informational => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventNotificationMask.Field.Events)) & 0x1) != 0;

    /// <summary>The warning event log.</summary>
    public bool Warning => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventNotificationMask.Field.Events)) & 0x2) != 0;

    /// <summary>The failure event log.</summary>
    public bool Failure => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventNotificationMask.Field.Events)) & 0x4) != 0;

    /// <summary>The fatal event log.</summary>
    public bool Fatal => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventNotificationMask.Field.Events)) & 0x8) != 0;

    /// <summary>The dynamic capacity event log.</summary>
    public bool DynamicCapacity => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventNotificationMask.Field.Events)) & 0x10) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public ushort EventsReserved => (ushort)((BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventNotificationMask.Field.Events)) >> 5) & 0x3FF);

    /// <summary>A background operation ended.</summary>
    public bool BackgroundOperationCompleted => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(EventNotificationMask.Field.Events)) & 0x8000) != 0;

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out EventNotificationMaskView view, out LayoutError error)
    {
        bool ok = EventNotificationMask.Layout.TryCheck(bytes, out error);
        view = ok ? new EventNotificationMaskView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public EventNotificationMask ToValue() => new()
    {
        Informational = Informational,
        Warning = Warning,
        Failure = Failure,
        Fatal = Fatal,
        DynamicCapacity = DynamicCapacity,
        EventsReserved = EventsReserved,
        BackgroundOperationCompleted = BackgroundOperationCompleted,
    };
}
