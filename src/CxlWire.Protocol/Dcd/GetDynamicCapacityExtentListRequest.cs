using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h), request, 8 bytes.</summary>
/// <remarks>The value; <see cref="GetDynamicCapacityExtentListRequestView"/> reads single fields in place.</remarks>
public readonly record struct GetDynamicCapacityExtentListRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Count = 0;
        public const int Start = 4;
        public const int Size = 8;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Extents wanted at most.</summary>
    public uint Count { get; init; }

    /// <summary>Index of the first extent wanted.</summary>
    public uint Start { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetDynamicCapacityExtentListRequest value, out LayoutError error)
    {
        bool ok = GetDynamicCapacityExtentListRequestView.TryCreate(bytes, out GetDynamicCapacityExtentListRequestView view, out error);
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

    internal static GetDynamicCapacityExtentListRequest Read(ReadOnlySpan<byte> bytes) => new GetDynamicCapacityExtentListRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Count), Count);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Start), Start);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("count", Field.Count, 4),
            LayoutField.Unsigned("start", Field.Start, 4),
        ];
        return new Layout("get_dc_extent_list_request", "CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h), request, read in place.</summary>
public readonly ref struct GetDynamicCapacityExtentListRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetDynamicCapacityExtentListRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetDynamicCapacityExtentListRequest.Field.Size);

    /// <summary>Extents wanted at most.</summary>
    public uint Count => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityExtentListRequest.Field.Count));

    /// <summary>Index of the first extent wanted.</summary>
    public uint Start => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityExtentListRequest.Field.Start));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetDynamicCapacityExtentListRequestView view, out LayoutError error)
    {
        bool ok = GetDynamicCapacityExtentListRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new GetDynamicCapacityExtentListRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetDynamicCapacityExtentListRequest ToValue() => new()
    {
        Count = Count,
        Start = Start,
    };
}
