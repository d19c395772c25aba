using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h) and 7.6.7.6.8 Remove Reference (5607h), 16 bytes.</summary>
/// <remarks>The value; <see cref="DynamicCapacityReferenceView"/> reads single fields in place.</remarks>
public readonly record struct DynamicCapacityReference
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Tag = 0;
        public const int Size = 16;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Tag whose capacity stays allocated (F8).</summary>
    public Tag Tag { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DynamicCapacityReference value, out LayoutError error)
    {
        bool ok = DynamicCapacityReferenceView.TryCreate(bytes, out DynamicCapacityReferenceView view, out error);
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

    internal static DynamicCapacityReference Read(ReadOnlySpan<byte> bytes) => new DynamicCapacityReferenceView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        Tag.Value.Write(destination.Slice(Field.Tag));
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Uuid("tag", Field.Tag),
        ];
        return new Layout("dc_reference", "CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h) and 7.6.7.6.8 Remove Reference (5607h)", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h) and 7.6.7.6.8 Remove Reference (5607h), read in place.</summary>
public readonly ref struct DynamicCapacityReferenceView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DynamicCapacityReferenceView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, DynamicCapacityReference.Field.Size);

    /// <summary>Tag whose capacity stays allocated (F8).</summary>
    public Tag Tag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(DynamicCapacityReference.Field.Tag)));
    }

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out DynamicCapacityReferenceView view, out LayoutError error)
    {
        bool ok = DynamicCapacityReference.Layout.TryCheck(bytes, out error);
        view = ok ? new DynamicCapacityReferenceView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public DynamicCapacityReference ToValue() => new()
    {
        Tag = Tag,
    };
}
