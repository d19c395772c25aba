using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h), response, 16 bytes, then the tags.</summary>
/// <remarks>The value; <see cref="ListDynamicCapacityTagsResponseView"/> reads single fields in place.</remarks>
public readonly record struct ListDynamicCapacityTagsResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Generation = 0;
        public const int Total = 4;
        public const int Returned = 8;
        public const int ValidityBitmap = 12;
        public const int Reserved13 = 13;
        public const int Size = 16;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Grows with each change of the set of tags (F8).</summary>
    public uint Generation { get; init; }

    /// <summary>Tags in use.</summary>
    public uint Total { get; init; }

    /// <summary>Tags that follow.</summary>
    public uint Returned { get; init; }

    /// <summary>Bit mask: which bitmaps count.</summary>
    public byte ValidityBitmap { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved13 { get; init; }

    /// <summary>Bytes of the whole with that many tags.</summary>
    public static int SizeWith(int tags) => Size + (tags * DynamicCapacityTagInformation.Size);

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ListDynamicCapacityTagsResponse value, out LayoutError error)
    {
        bool ok = ListDynamicCapacityTagsResponseView.TryCreate(bytes, out ListDynamicCapacityTagsResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out ListDynamicCapacityTagsResponse value, out LayoutError error)
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

    internal static ListDynamicCapacityTagsResponse Read(ReadOnlySpan<byte> bytes) => new ListDynamicCapacityTagsResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Generation), Generation);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Total), Total);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Returned), Returned);
        destination[Field.ValidityBitmap] = ValidityBitmap;
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved13), 3, Reserved13);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("generation", Field.Generation, 4),
            LayoutField.Unsigned("total", Field.Total, 4),
            LayoutField.Unsigned("returned", Field.Returned, 4),
            LayoutField.Unsigned("validity_bitmap", Field.ValidityBitmap, 1),
            LayoutField.Bytes("reserved13", Field.Reserved13, 3),
        ];
        var list = new LayoutList("tags", DynamicCapacityTagInformation.Layout, DynamicCapacityTagInformation.Size, Array.Find(fields, f => f.Name == "returned"));
        return new Layout("list_dc_tags_response", "CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h), response, read in place.</summary>
public readonly ref struct ListDynamicCapacityTagsResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ListDynamicCapacityTagsResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Grows with each change of the set of tags (F8).</summary>
    public uint Generation => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(ListDynamicCapacityTagsResponse.Field.Generation));

    /// <summary>Tags in use.</summary>
    public uint Total => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(ListDynamicCapacityTagsResponse.Field.Total));

    /// <summary>Tags that follow.</summary>
    public uint Returned => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(ListDynamicCapacityTagsResponse.Field.Returned));

    /// <summary>Bit mask: which bitmaps count.</summary>
    public byte ValidityBitmap => _bytes[ListDynamicCapacityTagsResponse.Field.ValidityBitmap];

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved13 => LittleEndian.ReadUpTo8(_bytes.Slice(ListDynamicCapacityTagsResponse.Field.Reserved13), 3);

    /// <summary>Entry of <c>tags</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public DynamicCapacityTagInformationView TagAt(int index) => new(_bytes.Slice(ListDynamicCapacityTagsResponse.SizeWith(index), DynamicCapacityTagInformation.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out ListDynamicCapacityTagsResponseView view, out LayoutError error)
    {
        bool ok = ListDynamicCapacityTagsResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new ListDynamicCapacityTagsResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public ListDynamicCapacityTagsResponse ToValue() => new()
    {
        Generation = Generation,
        Total = Total,
        Returned = Returned,
        ValidityBitmap = ValidityBitmap,
        Reserved13 = Reserved13,
    };
}
