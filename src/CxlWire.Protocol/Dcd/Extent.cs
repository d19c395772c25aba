using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 Table 8-51 Dynamic Capacity Extent, 40 bytes. A run of dynamic capacity.</summary>
/// <remarks>The value; <see cref="ExtentView"/> reads single fields in place.</remarks>
public readonly record struct Extent
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int StartDpa = 0;
        public const int Length = 8;
        public const int Tag = 16;
        public const int SharedExtentSequence = 32;
        public const int Reserved34 = 34;
        public const int Size = 40;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>First device physical address, in bytes.</summary>
    public ulong StartDpa { get; init; }

    /// <summary>Length, in bytes.</summary>
    public ulong Length { get; init; }

    /// <summary>Tag that groups extents; all zero: none.</summary>
    public Tag Tag { get; init; }

    /// <summary>Position among the tag's extents when shared (S3); else 0.</summary>
    public ushort SharedExtentSequence { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved34 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Extent value, out LayoutError error)
    {
        bool ok = ExtentView.TryCreate(bytes, out ExtentView view, out error);
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

    internal static Extent Read(ReadOnlySpan<byte> bytes) => new ExtentView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.StartDpa), StartDpa);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Length), Length);
        Tag.Value.Write(destination.Slice(Field.Tag));
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.SharedExtentSequence), SharedExtentSequence);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved34), 6, Reserved34);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("start_dpa", Field.StartDpa, 8, "bytes", hexDigits: 1),
            LayoutField.Unsigned("length", Field.Length, 8, "bytes"),
            LayoutField.Uuid("tag", Field.Tag),
            LayoutField.Unsigned("shared_extent_sequence", Field.SharedExtentSequence, 2),
            LayoutField.Bytes("reserved34", Field.Reserved34, 6),
        ];
        return new Layout("extent", "CXL r3.1 Table 8-51 Dynamic Capacity Extent", Size, fields);
    }
}

/// <summary>CXL r3.1 Table 8-51 Dynamic Capacity Extent, read in place.</summary>
public readonly ref struct ExtentView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ExtentView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, Extent.Field.Size);

    /// <summary>First device physical address, in bytes.</summary>
    public ulong StartDpa => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(Extent.Field.StartDpa));

    /// <summary>Length, in bytes.</summary>
    public ulong Length => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(Extent.Field.Length));

    /// <summary>Tag that groups extents; all zero: none.</summary>
    public Tag Tag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(Extent.Field.Tag)));
    }

    /// <summary>Position among the tag's extents when shared (S3); else 0.</summary>
    public ushort SharedExtentSequence => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(Extent.Field.SharedExtentSequence));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved34 => LittleEndian.ReadUpTo8(_bytes.Slice(Extent.Field.Reserved34), 6);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out ExtentView view, out LayoutError error)
    {
        bool ok = Extent.Layout.TryCheck(bytes, out error);
        view = ok ? new ExtentView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Extent ToValue() => new()
    {
        StartDpa = StartDpa,
        Length = Length,
        Tag = Tag,
        SharedExtentSequence = SharedExtentSequence,
        Reserved34 = Reserved34,
    };
}
