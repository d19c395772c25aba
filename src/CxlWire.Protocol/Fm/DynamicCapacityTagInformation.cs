using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information, 84 bytes. A tag in use.</summary>
/// <remarks>The value; <see cref="DynamicCapacityTagInformationView"/> reads single fields in place.</remarks>
public readonly record struct DynamicCapacityTagInformation
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Tag = 0;
        public const int Flags = 16;
        public const int Reserved17 = 17;
        public const int ReferenceBitmap = 20;
        public const int PendingBitmap = 52;
        public const int Size = 84;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Tag.</summary>
    public Tag Tag { get; init; }

    /// <summary>Bit mask.</summary>
    public byte Flags { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved17 { get; init; }

    /// <summary>Bit n: host n holds capacity of the tag.</summary>
    public Bits256 ReferenceBitmap { get; init; }

    /// <summary>Bit n: capacity of the tag is offered to host n.</summary>
    public Bits256 PendingBitmap { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DynamicCapacityTagInformation value, out LayoutError error)
    {
        bool ok = DynamicCapacityTagInformationView.TryCreate(bytes, out DynamicCapacityTagInformationView view, out error);
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

    internal static DynamicCapacityTagInformation Read(ReadOnlySpan<byte> bytes) => new DynamicCapacityTagInformationView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        Tag.Value.Write(destination.Slice(Field.Tag));
        destination[Field.Flags] = Flags;
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved17), 3, Reserved17);
        ReferenceBitmap.Write(destination.Slice(Field.ReferenceBitmap));
        PendingBitmap.Write(destination.Slice(Field.PendingBitmap));
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Uuid("tag", Field.Tag),
            LayoutField.Unsigned("flags", Field.Flags, 1),
            LayoutField.Bytes("reserved17", Field.Reserved17, 3),
            LayoutField.Bytes("reference_bitmap", Field.ReferenceBitmap, 32),
            LayoutField.Bytes("pending_bitmap", Field.PendingBitmap, 32),
        ];
        return new Layout("dc_tag_information", "CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.9 Dynamic Capacity Tag Information, read in place.</summary>
public readonly ref struct DynamicCapacityTagInformationView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DynamicCapacityTagInformationView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, DynamicCapacityTagInformation.Field.Size);

    /// <summary>Tag.</summary>
    public Tag Tag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(DynamicCapacityTagInformation.Field.Tag)));
    }

    /// <summary>Bit mask.</summary>
    public byte Flags => _bytes[DynamicCapacityTagInformation.Field.Flags];

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved17 => LittleEndian.ReadUpTo8(_bytes.Slice(DynamicCapacityTagInformation.Field.Reserved17), 3);

    /// <summary>Bit n: host n holds capacity of the tag.</summary>
    public Bits256 ReferenceBitmap => Bits256.Read(_bytes.Slice(DynamicCapacityTagInformation.Field.ReferenceBitmap));

    /// <summary>Bit n: capacity of the tag is offered to host n.</summary>
    public Bits256 PendingBitmap => Bits256.Read(_bytes.Slice(DynamicCapacityTagInformation.Field.PendingBitmap));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out DynamicCapacityTagInformationView view, out LayoutError error)
    {
        bool ok = DynamicCapacityTagInformation.Layout.TryCheck(bytes, out error);
        view = ok ? new DynamicCapacityTagInformationView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public DynamicCapacityTagInformation ToValue() => new()
    {
        Tag = Tag,
        Flags = Flags,
        Reserved17 = Reserved17,
        ReferenceBitmap = ReferenceBitmap,
        PendingBitmap = PendingBitmap,
    };
}
