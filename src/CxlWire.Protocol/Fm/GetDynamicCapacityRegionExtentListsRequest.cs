using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h), request, 12 bytes.</summary>
/// <remarks>The value; <see cref="GetDynamicCapacityRegionExtentListsRequestView"/> reads single fields in place.</remarks>
public readonly record struct GetDynamicCapacityRegionExtentListsRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HostId = 0;
        public const int Reserved2 = 2;
        public const int Count = 4;
        public const int Start = 8;
        public const int Size = 12;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Host.</summary>
    public ushort HostId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 { get; init; }

    /// <summary>Extents wanted at most.</summary>
    public uint Count { get; init; }

    /// <summary>Index of the first extent wanted.</summary>
    public uint Start { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetDynamicCapacityRegionExtentListsRequest value, out LayoutError error)
    {
        bool ok = GetDynamicCapacityRegionExtentListsRequestView.TryCreate(bytes, out GetDynamicCapacityRegionExtentListsRequestView view, out error);
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

    internal static GetDynamicCapacityRegionExtentListsRequest Read(ReadOnlySpan<byte> bytes) => new GetDynamicCapacityRegionExtentListsRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.HostId), HostId);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved2), 2, Reserved2);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Count), Count);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Start), Start);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("host_id", Field.HostId, 2),
            LayoutField.Bytes("reserved2", Field.Reserved2, 2),
            LayoutField.Unsigned("count", Field.Count, 4),
            LayoutField.Unsigned("start", Field.Start, 4),
        ];
        return new Layout("get_dc_region_extent_lists_request", "CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h), request, read in place.</summary>
public readonly ref struct GetDynamicCapacityRegionExtentListsRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetDynamicCapacityRegionExtentListsRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetDynamicCapacityRegionExtentListsRequest.Field.Size);

    /// <summary>Host.</summary>
    public ushort HostId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsRequest.Field.HostId));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 => LittleEndian.ReadUpTo8(_bytes.Slice(GetDynamicCapacityRegionExtentListsRequest.Field.Reserved2), 2);

    /// <summary>Extents wanted at most.</summary>
    public uint Count => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsRequest.Field.Count));

    /// <summary>Index of the first extent wanted.</summary>
    public uint Start => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsRequest.Field.Start));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetDynamicCapacityRegionExtentListsRequestView view, out LayoutError error)
    {
        bool ok = GetDynamicCapacityRegionExtentListsRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new GetDynamicCapacityRegionExtentListsRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetDynamicCapacityRegionExtentListsRequest ToValue() => new()
    {
        HostId = HostId,
        Reserved2 = Reserved2,
        Count = Count,
        Start = Start,
    };
}
