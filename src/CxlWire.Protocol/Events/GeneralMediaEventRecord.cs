using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.1.1 General Media Event Record, 128 bytes. The media had an error.</summary>
/// <remarks>The value; <see cref="GeneralMediaEventRecordView"/> reads single fields in place.</remarks>
public readonly record struct GeneralMediaEventRecord
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Header = 0;
        public const int PhysicalAddress = 48;
        public const int MemoryEventDescriptor = 56;
        public const int MemoryEventType = 57;
        public const int TransactionType = 58;
        public const int ValidityFlags = 59;
        public const int Channel = 61;
        public const int Rank = 62;
        public const int Device = 63;
        public const int ComponentIdentifier = 66;
        public const int Reserved82 = 82;
        public const int Size = 128;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Common header.</summary>
    public EventRecordHeader Header { get; init; }

    /// <summary>Device physical address; the low 6 bits are flags, in bytes.</summary>
    public ulong PhysicalAddress { get; init; }

    /// <summary>Bit mask.</summary>
    public byte MemoryEventDescriptor { get; init; }

    /// <summary>What happened.</summary>
    public byte MemoryEventType { get; init; }

    /// <summary>What the device was doing.</summary>
    public byte TransactionType { get; init; }

    /// <summary>Which of the following fields count.</summary>
    public ushort ValidityFlags { get; init; }

    /// <summary>Channel.</summary>
    public byte Channel { get; init; }

    /// <summary>Rank.</summary>
    public byte Rank { get; init; }

    /// <summary>Bit mask of devices of the rank.</summary>
    public uint Device { get; init; }

    /// <summary>16 bytes that the vendor gives a meaning.</summary>
    public Uuid ComponentIdentifier { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes64 Reserved82 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GeneralMediaEventRecord value, out LayoutError error)
    {
        bool ok = GeneralMediaEventRecordView.TryCreate(bytes, out GeneralMediaEventRecordView view, out error);
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

    internal static GeneralMediaEventRecord Read(ReadOnlySpan<byte> bytes) => new GeneralMediaEventRecordView(bytes).ToValue();

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        Header.Write(destination.Slice(Field.Header));
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.PhysicalAddress), PhysicalAddress);
        destination[Field.MemoryEventDescriptor] = MemoryEventDescriptor;
        destination[Field.MemoryEventType] = MemoryEventType;
        destination[Field.TransactionType] = TransactionType;
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.ValidityFlags), ValidityFlags);
        destination[Field.Channel] = Channel;
        destination[Field.Rank] = Rank;
        LittleEndian.WriteUInt24(destination.Slice(Field.Device), Device);
        ComponentIdentifier.Write(destination.Slice(Field.ComponentIdentifier));
        Reserved82.Write(destination.Slice(Field.Reserved82), 46);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Nested("header", Field.Header, EventRecordHeader.Layout),
            LayoutField.Unsigned("physical_address", Field.PhysicalAddress, 8, "bytes"),
            LayoutField.Unsigned("memory_event_descriptor", Field.MemoryEventDescriptor, 1),
            LayoutField.Unsigned("memory_event_type", Field.MemoryEventType, 1),
            LayoutField.Unsigned("transaction_type", Field.TransactionType, 1),
            LayoutField.Unsigned("validity_flags", Field.ValidityFlags, 2),
            LayoutField.Unsigned("channel", Field.Channel, 1),
            LayoutField.Unsigned("rank", Field.Rank, 1),
            LayoutField.Unsigned("device", Field.Device, 3),
            LayoutField.Uuid("component_identifier", Field.ComponentIdentifier),
            LayoutField.Bytes("reserved82", Field.Reserved82, 46),
        ];
        return new Layout("general_media_event_record", "CXL r3.1 8.2.9.2.1.1 General Media Event Record", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.2.1.1 General Media Event Record, read in place.</summary>
public readonly ref struct GeneralMediaEventRecordView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GeneralMediaEventRecordView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GeneralMediaEventRecord.Field.Size);

    /// <summary>Common header.</summary>
    public EventRecordHeaderView Header => new(_bytes.Slice(GeneralMediaEventRecord.Field.Header));

    /// <summary>Device physical address; the low 6 bits are flags, in bytes.</summary>
    public ulong PhysicalAddress => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GeneralMediaEventRecord.Field.PhysicalAddress));

    /// <summary>Bit mask.</summary>
    public byte MemoryEventDescriptor => _bytes[GeneralMediaEventRecord.Field.MemoryEventDescriptor];

    /// <summary>What happened.</summary>
    public byte MemoryEventType => _bytes[GeneralMediaEventRecord.Field.MemoryEventType];

    /// <summary>What the device was doing.</summary>
    public byte TransactionType => _bytes[GeneralMediaEventRecord.Field.TransactionType];

    /// <summary>Which of the following fields count.</summary>
    public ushort ValidityFlags => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GeneralMediaEventRecord.Field.ValidityFlags));

    /// <summary>Channel.</summary>
    public byte Channel => _bytes[GeneralMediaEventRecord.Field.Channel];

    /// <summary>Rank.</summary>
    public byte Rank => _bytes[GeneralMediaEventRecord.Field.Rank];

    /// <summary>Bit mask of devices of the rank.</summary>
    public uint Device => LittleEndian.ReadUInt24(_bytes.Slice(GeneralMediaEventRecord.Field.Device));

    /// <summary>16 bytes that the vendor gives a meaning.</summary>
    public Uuid ComponentIdentifier
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Uuid.Read(_bytes.Slice(GeneralMediaEventRecord.Field.ComponentIdentifier));
    }

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes64 Reserved82 => ReservedBytes64.Read(_bytes.Slice(GeneralMediaEventRecord.Field.Reserved82), 46);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GeneralMediaEventRecordView view, out LayoutError error)
    {
        bool ok = GeneralMediaEventRecord.Layout.TryCheck(bytes, out error);
        view = ok ? new GeneralMediaEventRecordView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public GeneralMediaEventRecord ToValue() => new()
    {
        Header = Header.ToValue(),
        PhysicalAddress = PhysicalAddress,
        MemoryEventDescriptor = MemoryEventDescriptor,
        MemoryEventType = MemoryEventType,
        TransactionType = TransactionType,
        ValidityFlags = ValidityFlags,
        Channel = Channel,
        Rank = Rank,
        Device = Device,
        ComponentIdentifier = ComponentIdentifier,
        Reserved82 = Reserved82,
    };
}
