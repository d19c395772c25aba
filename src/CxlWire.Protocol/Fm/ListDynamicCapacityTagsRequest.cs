using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h), request, 8 bytes.</summary>
/// <remarks>The value; <see cref="ListDynamicCapacityTagsRequestView"/> reads single fields in place.</remarks>
public readonly record struct ListDynamicCapacityTagsRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Start = 0;
        public const int MaxTags = 4;
        public const int Size = 8;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Index of the first tag wanted.</summary>
    public uint Start { get; init; }

    /// <summary>Tags wanted at most.</summary>
    public uint MaxTags { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ListDynamicCapacityTagsRequest value, out LayoutError error)
    {
        bool ok = ListDynamicCapacityTagsRequestView.TryCreate(bytes, out ListDynamicCapacityTagsRequestView view, out error);
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

    internal static ListDynamicCapacityTagsRequest Read(ReadOnlySpan<byte> bytes) => new ListDynamicCapacityTagsRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Start), Start);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.MaxTags), MaxTags);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("start", Field.Start, 4),
            LayoutField.Unsigned("max_tags", Field.MaxTags, 4),
        ];
        return new Layout("list_dc_tags_request", "CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h)", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.9 Dynamic Capacity List Tags (5608h), request, read in place.</summary>
public readonly ref struct ListDynamicCapacityTagsRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ListDynamicCapacityTagsRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, ListDynamicCapacityTagsRequest.Field.Size);

    /// <summary>Index of the first tag wanted.</summary>
    public uint Start => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(ListDynamicCapacityTagsRequest.Field.Start));

    /// <summary>Tags wanted at most.</summary>
    public uint MaxTags => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(ListDynamicCapacityTagsRequest.Field.MaxTags));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out ListDynamicCapacityTagsRequestView view, out LayoutError error)
    {
        bool ok = ListDynamicCapacityTagsRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new ListDynamicCapacityTagsRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public ListDynamicCapacityTagsRequest ToValue() => new()
    {
        Start = Start,
        MaxTags = MaxTags,
    };
}
