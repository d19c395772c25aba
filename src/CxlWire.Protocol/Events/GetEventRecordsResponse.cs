using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.2 Get Event Records (0100h), response, 32 bytes, then the records.</summary>
/// <remarks>The value; <see cref="GetEventRecordsResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetEventRecordsResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Flags = 0;
        public const int Reserved1 = 1;
        public const int OverflowErrorCount = 2;
        public const int FirstOverflowTimestamp = 4;
        public const int LastOverflowTimestamp = 12;
        public const int RecordCount = 20;
        public const int Reserved22 = 22;
        public const int Size = 32;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Records were lost (E6).</summary>
    public bool Overflow { get; init; }

    /// <summary>The log holds records that this reply does not (E3).</summary>
    public bool MoreEventRecords { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved1 { get; init; }

    /// <summary>Records lost.</summary>
    public ushort OverflowErrorCount { get; init; }

    /// <summary>When the first was lost, in nanoseconds.</summary>
    public ulong FirstOverflowTimestamp { get; init; }

    /// <summary>When the last was lost, in nanoseconds.</summary>
    public ulong LastOverflowTimestamp { get; init; }

    /// <summary>Records that follow.</summary>
    public ushort RecordCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved22 { get; init; }

    /// <summary>Bytes of the whole with that many records.</summary>
    public static int SizeWith(int records) => Size + (records * EventRecordView.Size);

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetEventRecordsResponse value, out LayoutError error)
    {
        bool ok = GetEventRecordsResponseView.TryCreate(bytes, out GetEventRecordsResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out GetEventRecordsResponse value, out LayoutError error)
    {
        bool ok = Layout.TryCheckFixedPart(bytes, out error);
        value = ok ? Read(bytes) : default;
        return ok;
    }

    /// <summary>Writes the fixed part, reserved bits included.</summary>
    /// <returns>False where the destination is shorter than <see cref="Size"/>; nothing is written.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Size)
            return false;
        Write(destination);
        return true;
    }

    internal static GetEventRecordsResponse Read(ReadOnlySpan<byte> bytes) => new GetEventRecordsResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.Flags] = (byte)((Overflow ? 0x1u : 0u)
            | (MoreEventRecords ? 0x2u : 0u)
            | ((FlagsReserved & 0x3Fu) << 2));
        destination[Field.Reserved1] = Reserved1;
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.OverflowErrorCount), OverflowErrorCount);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.FirstOverflowTimestamp), FirstOverflowTimestamp);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.LastOverflowTimestamp), LastOverflowTimestamp);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.RecordCount), RecordCount);
        Reserved22.Write(destination.Slice(Field.Reserved22), 10);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Bits("overflow", Field.Flags, 1, 0, 1),
            LayoutField.Bits("more_event_records", Field.Flags, 1, 1, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 2, 6),
            LayoutField.Bytes("reserved1", Field.Reserved1, 1),
            LayoutField.Unsigned("overflow_error_count", Field.OverflowErrorCount, 2),
            LayoutField.Unsigned("first_overflow_timestamp", Field.FirstOverflowTimestamp, 8, "ns"),
            LayoutField.Unsigned("last_overflow_timestamp", Field.LastOverflowTimestamp, 8, "ns"),
            LayoutField.Unsigned("record_count", Field.RecordCount, 2),
            LayoutField.Bytes("reserved22", Field.Reserved22, 10),
        ];
        var list = new LayoutList("records", EventRecordView.Layout, EventRecordView.Size, Array.Find(fields, f => f.Name == "record_count"));
        return new Layout("get_event_records_response", "CXL r3.1 8.2.9.2.2 Get Event Records (0100h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 8.2.9.2.2 Get Event Records (0100h), response, read in place.</summary>
public readonly ref struct GetEventRecordsResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetEventRecordsResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Records were lost (E6).</summary>
    public bool Overflow => (_bytes[GetEventRecordsResponse.Field.Flags] & 0x1) != 0;

    /// <summary>The log holds records that this reply does not (E3).</summary>
    public bool MoreEventRecords => (_bytes[GetEventRecordsResponse.Field.Flags] & 0x2) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[GetEventRecordsResponse.Field.Flags] >> 2);

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved1 => _bytes[GetEventRecordsResponse.Field.Reserved1];

    /// <summary>Records lost.</summary>
    public ushort OverflowErrorCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetEventRecordsResponse.Field.OverflowErrorCount));

    /// <summary>When the first was lost, in nanoseconds.</summary>
    public ulong FirstOverflowTimestamp => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetEventRecordsResponse.Field.FirstOverflowTimestamp));

    /// <summary>When the last was lost, in nanoseconds.</summary>
    public ulong LastOverflowTimestamp => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetEventRecordsResponse.Field.LastOverflowTimestamp));

    /// <summary>Records that follow.</summary>
    public ushort RecordCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetEventRecordsResponse.Field.RecordCount));

    /// <summary>Reserved, kept as received.</summary>
    public ReservedBytes Reserved22 => ReservedBytes.Read(_bytes.Slice(GetEventRecordsResponse.Field.Reserved22), 10);

    /// <summary>Entry of <c>records</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public EventRecordView RecordAt(int index) => new(_bytes.Slice(GetEventRecordsResponse.SizeWith(index), EventRecordView.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetEventRecordsResponseView view, out LayoutError error)
    {
        bool ok = GetEventRecordsResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetEventRecordsResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public GetEventRecordsResponse ToValue() => new()
    {
        Overflow = Overflow,
        MoreEventRecords = MoreEventRecords,
        FlagsReserved = FlagsReserved,
        Reserved1 = Reserved1,
        OverflowErrorCount = OverflowErrorCount,
        FirstOverflowTimestamp = FirstOverflowTimestamp,
        LastOverflowTimestamp = LastOverflowTimestamp,
        RecordCount = RecordCount,
        Reserved22 = Reserved22,
    };
}
