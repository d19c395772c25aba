using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.3 Updated Extent, 24 bytes. A range that a host accepts or releases.</summary>
/// <remarks>The value; <see cref="UpdatedExtentView"/> reads single fields in place.</remarks>
public readonly record struct UpdatedExtent
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int StartDpa = 0;
        public const int Length = 8;
        public const int Reserved16 = 16;
        public const int Size = 24;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>First device physical address, in bytes.</summary>
    public ulong StartDpa { get; init; }

    /// <summary>Length, in bytes.</summary>
    public ulong Length { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved16 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out UpdatedExtent value, out LayoutError error)
    {
        bool ok = UpdatedExtentView.TryCreate(bytes, out UpdatedExtentView view, out error);
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

    internal static UpdatedExtent Read(ReadOnlySpan<byte> bytes) => new UpdatedExtentView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.StartDpa), StartDpa);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Length), Length);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Reserved16), Reserved16);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("start_dpa", Field.StartDpa, 8, "bytes", hexDigits: 1),
            LayoutField.Unsigned("length", Field.Length, 8, "bytes"),
            LayoutField.Bytes("reserved16", Field.Reserved16, 8),
        ];
        return new Layout("updated_extent", "CXL r3.1 8.2.9.9.9.3 Updated Extent", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.3 Updated Extent, read in place.</summary>
public readonly ref struct UpdatedExtentView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal UpdatedExtentView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, UpdatedExtent.Field.Size);

    /// <summary>First device physical address, in bytes.</summary>
    public ulong StartDpa => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(UpdatedExtent.Field.StartDpa));

    /// <summary>Length, in bytes.</summary>
    public ulong Length => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(UpdatedExtent.Field.Length));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved16 => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(UpdatedExtent.Field.Reserved16));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out UpdatedExtentView view, out LayoutError error)
    {
        bool ok = UpdatedExtent.Layout.TryCheck(bytes, out error);
        view = ok ? new UpdatedExtentView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public UpdatedExtent ToValue() => new()
    {
        StartDpa = StartDpa,
        Length = Length,
        Reserved16 = Reserved16,
    };
}
