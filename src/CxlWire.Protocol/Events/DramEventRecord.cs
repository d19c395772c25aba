using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.1.2 DRAM Event Record, 128 bytes. The DRAM had an error.</summary>
/// <remarks>The value; <see cref="DramEventRecordView"/> reads single fields in place.</remarks>
public readonly record struct DramEventRecord
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
        public const int NibbleMask = 63;
        public const int BankGroup = 66;
        public const int Bank = 67;
        public const int Row = 68;
        public const int Column = 71;
        public const int CorrectionMask = 73;
        public const int Reserved105 = 105;
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

    /// <summary>Nibbles in error.</summary>
    public uint NibbleMask { get; init; }

    /// <summary>Bank group.</summary>
    public byte BankGroup { get; init; }

    /// <summary>Bank.</summary>
    public byte Bank { get; init; }

    /// <summary>Row.</summary>
    public uint Row { get; init; }

    /// <summary>Column.</summary>
    public ushort Column { get; init; }

    /// <summary>Four masks of 64 bits.</summary>
    public Bits256 CorrectionMask { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved105 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DramEventRecord value, out LayoutError error)
    {
        bool ok = DramEventRecordView.TryCreate(bytes, out DramEventRecordView view, out error);
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

    internal static DramEventRecord Read(ReadOnlySpan<byte> bytes) => new DramEventRecordView(bytes).ToValue();

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
        LittleEndian.WriteUInt24(destination.Slice(Field.NibbleMask), NibbleMask);
        destination[Field.BankGroup] = BankGroup;
        destination[Field.Bank] = Bank;
        LittleEndian.WriteUInt24(destination.Slice(Field.Row), Row);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.Column), Column);
        CorrectionMask.Write(destination.Slice(Field.CorrectionMask));
        Reserved105.Write(destination.Slice(Field.Reserved105), 23);
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
            LayoutField.Unsigned("nibble_mask", Field.NibbleMask, 3),
            LayoutField.Unsigned("bank_group", Field.BankGroup, 1),
            LayoutField.Unsigned("bank", Field.Bank, 1),
            LayoutField.Unsigned("row", Field.Row, 3),
            LayoutField.Unsigned("column", Field.Column, 2),
            LayoutField.Bytes("correction_mask", Field.CorrectionMask, 32),
            LayoutField.Bytes("reserved105", Field.Reserved105, 23),
        ];
        return new Layout("dram_event_record", "CXL r3.1 8.2.9.2.1.2 DRAM Event Record", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.2.1.2 DRAM Event Record, read in place.</summary>
public readonly ref struct DramEventRecordView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DramEventRecordView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, DramEventRecord.Field.Size);

    /// <summary>Common header.</summary>
    public EventRecordHeaderView Header => new(_bytes.Slice(DramEventRecord.Field.Header));

    /// <summary>Device physical address; the low 6 bits are flags, in bytes.</summary>
    public ulong PhysicalAddress => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(DramEventRecord.Field.PhysicalAddress));

    /// <summary>Bit mask.</summary>
    public byte MemoryEventDescriptor => _bytes[DramEventRecord.Field.MemoryEventDescriptor];

    /// <summary>What happened.</summary>
    public byte MemoryEventType => _bytes[DramEventRecord.Field.MemoryEventType];

    /// <summary>What the device was doing.</summary>
    public byte TransactionType => _bytes[DramEventRecord.Field.TransactionType];

    /// <summary>Which of the following fields count.</summary>
    public ushort ValidityFlags => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(DramEventRecord.Field.ValidityFlags));

    /// <summary>Channel.</summary>
    public byte Channel => _bytes[DramEventRecord.Field.Channel];

    /// <summary>Rank.</summary>
    public byte Rank => _bytes[DramEventRecord.Field.Rank];

    /// <summary>Nibbles in error.</summary>
    public uint NibbleMask => LittleEndian.ReadUInt24(_bytes.Slice(DramEventRecord.Field.NibbleMask));

    /// <summary>Bank group.</summary>
    public byte BankGroup => _bytes[DramEventRecord.Field.BankGroup];

    /// <summary>Bank.</summary>
    public byte Bank => _bytes[DramEventRecord.Field.Bank];

    /// <summary>Row.</summary>
    public uint Row => LittleEndian.ReadUInt24(_bytes.Slice(DramEventRecord.Field.Row));

    /// <summary>Column.</summary>
    public ushort Column => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(DramEventRecord.Field.Column));

    /// <summary>Four masks of 64 bits.</summary>
    public Bits256 CorrectionMask => Bits256.Read(_bytes.Slice(DramEventRecord.Field.CorrectionMask));

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved105 => ReservedBytes.Read(_bytes.Slice(DramEventRecord.Field.Reserved105), 23);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out DramEventRecordView view, out LayoutError error)
    {
        bool ok = DramEventRecord.Layout.TryCheck(bytes, out error);
        view = ok ? new DramEventRecordView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public DramEventRecord ToValue() => new()
    {
        Header = Header.ToValue(),
        PhysicalAddress = PhysicalAddress,
        MemoryEventDescriptor = MemoryEventDescriptor,
        MemoryEventType = MemoryEventType,
        TransactionType = TransactionType,
        ValidityFlags = ValidityFlags,
        Channel = Channel,
        Rank = Rank,
        NibbleMask = NibbleMask,
        BankGroup = BankGroup,
        Bank = Bank,
        Row = Row,
        Column = Column,
        CorrectionMask = CorrectionMask,
        Reserved105 = Reserved105,
    };
}
