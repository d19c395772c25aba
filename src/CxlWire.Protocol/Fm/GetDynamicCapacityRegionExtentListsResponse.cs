using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h), response, 24 bytes, then the extents.</summary>
/// <remarks>The value; <see cref="GetDynamicCapacityRegionExtentListsResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetDynamicCapacityRegionExtentListsResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HostId = 0;
        public const int Reserved2 = 2;
        public const int Start = 4;
        public const int Returned = 8;
        public const int Total = 12;
        public const int Generation = 16;
        public const int Reserved20 = 20;
        public const int Size = 24;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Host.</summary>
    public ushort HostId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 { get; init; }

    /// <summary>Index of the first extent that follows.</summary>
    public uint Start { get; init; }

    /// <summary>Extents that follow.</summary>
    public uint Returned { get; init; }

    /// <summary>Extents in the list.</summary>
    public uint Total { get; init; }

    /// <summary>Grows with each change of the list (G3).</summary>
    public uint Generation { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved20 { get; init; }

    /// <summary>Bytes of the whole with that many extents.</summary>
    public static int SizeWith(int extents) => Size + (extents * Extent.Size);

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetDynamicCapacityRegionExtentListsResponse value, out LayoutError error)
    {
        bool ok = GetDynamicCapacityRegionExtentListsResponseView.TryCreate(bytes, out GetDynamicCapacityRegionExtentListsResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out GetDynamicCapacityRegionExtentListsResponse value, out LayoutError error)
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

    internal static GetDynamicCapacityRegionExtentListsResponse Read(ReadOnlySpan<byte> bytes) => new GetDynamicCapacityRegionExtentListsResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.HostId), HostId);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved2), 2, Reserved2);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Start), Start);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Returned), Returned);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Total), Total);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Generation), Generation);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved20), 4, Reserved20);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("host_id", Field.HostId, 2),
            LayoutField.Bytes("reserved2", Field.Reserved2, 2),
            LayoutField.Unsigned("start", Field.Start, 4),
            LayoutField.Unsigned("returned", Field.Returned, 4),
            LayoutField.Unsigned("total", Field.Total, 4),
            LayoutField.Unsigned("generation", Field.Generation, 4),
            LayoutField.Bytes("reserved20", Field.Reserved20, 4),
        ];
        var list = new LayoutList("extents", Extent.Layout, Extent.Size, Array.Find(fields, f => f.Name == "returned"));
        return new Layout("get_dc_region_extent_lists_response", "CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h), response, read in place.</summary>
public readonly ref struct GetDynamicCapacityRegionExtentListsResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetDynamicCapacityRegionExtentListsResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Host.</summary>
    public ushort HostId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.Field.HostId));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 => LittleEndian.ReadUpTo8(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.Field.Reserved2), 2);

    /// <summary>Index of the first extent that follows.</summary>
    public uint Start => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.Field.Start));

    /// <summary>Extents that follow.</summary>
    public uint Returned => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.Field.Returned));

    /// <summary>Extents in the list.</summary>
    public uint Total => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.Field.Total));

    /// <summary>Grows with each change of the list (G3).</summary>
    public uint Generation => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.Field.Generation));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved20 => LittleEndian.ReadUpTo8(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.Field.Reserved20), 4);

    /// <summary>Entry of <c>extents</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public ExtentView ExtentAt(int index) => new(_bytes.Slice(GetDynamicCapacityRegionExtentListsResponse.SizeWith(index), Extent.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetDynamicCapacityRegionExtentListsResponseView view, out LayoutError error)
    {
        bool ok = GetDynamicCapacityRegionExtentListsResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetDynamicCapacityRegionExtentListsResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public GetDynamicCapacityRegionExtentListsResponse ToValue() => new()
    {
        HostId = HostId,
        Reserved2 = Reserved2,
        Start = Start,
        Returned = Returned,
        Total = Total,
        Generation = Generation,
        Reserved20 = Reserved20,
    };
}
