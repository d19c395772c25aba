using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h), response, 16 bytes, then the extents.</summary>
/// <remarks>The value; <see cref="GetDynamicCapacityExtentListResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetDynamicCapacityExtentListResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Returned = 0;
        public const int Total = 4;
        public const int Generation = 8;
        public const int Reserved12 = 12;
        public const int Size = 16;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Extents that follow.</summary>
    public uint Returned { get; init; }

    /// <summary>Extents in the list.</summary>
    public uint Total { get; init; }

    /// <summary>Grows with each change of the list (G3).</summary>
    public uint Generation { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved12 { get; init; }

    /// <summary>Bytes of the whole with that many extents.</summary>
    public static int SizeWith(int extents) => Size + (extents * Extent.Size);

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetDynamicCapacityExtentListResponse value, out LayoutError error)
    {
        bool ok = GetDynamicCapacityExtentListResponseView.TryCreate(bytes, out GetDynamicCapacityExtentListResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out GetDynamicCapacityExtentListResponse value, out LayoutError error)
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

    internal static GetDynamicCapacityExtentListResponse Read(ReadOnlySpan<byte> bytes) => new GetDynamicCapacityExtentListResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Returned), Returned);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Total), Total);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Generation), Generation);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved12), 4, Reserved12);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("returned", Field.Returned, 4),
            LayoutField.Unsigned("total", Field.Total, 4),
            LayoutField.Unsigned("generation", Field.Generation, 4),
            LayoutField.Bytes("reserved12", Field.Reserved12, 4),
        ];
        var list = new LayoutList("extents", Extent.Layout, Extent.Size, Array.Find(fields, f => f.Name == "returned"));
        return new Layout("get_dc_extent_list_response", "CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h), response, read in place.</summary>
public readonly ref struct GetDynamicCapacityExtentListResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetDynamicCapacityExtentListResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Extents that follow.</summary>
    public uint Returned => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityExtentListResponse.Field.Returned));

    /// <summary>Extents in the list.</summary>
    public uint Total => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityExtentListResponse.Field.Total));

    /// <summary>Grows with each change of the list (G3).</summary>
    public uint Generation => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetDynamicCapacityExtentListResponse.Field.Generation));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved12 => LittleEndian.ReadUpTo8(_bytes.Slice(GetDynamicCapacityExtentListResponse.Field.Reserved12), 4);

    /// <summary>Entry of <c>extents</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public ExtentView ExtentAt(int index) => new(_bytes.Slice(GetDynamicCapacityExtentListResponse.SizeWith(index), Extent.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetDynamicCapacityExtentListResponseView view, out LayoutError error)
    {
        bool ok = GetDynamicCapacityExtentListResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetDynamicCapacityExtentListResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public GetDynamicCapacityExtentListResponse ToValue() => new()
    {
        Returned = Returned,
        Total = Total,
        Generation = Generation,
        Reserved12 = Reserved12,
    };
}
