using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h), request, 32 bytes, then the extents.</summary>
/// <remarks>The value; <see cref="InitiateDynamicCapacityAddRequestView"/> reads single fields in place.</remarks>
public readonly record struct InitiateDynamicCapacityAddRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HostId = 0;
        public const int SelectionPolicy = 2;
        public const int Region = 3;
        public const int Length = 4;
        public const int Tag = 12;
        public const int Count = 28;
        public const int Size = 32;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Host.</summary>
    public ushort HostId { get; init; }

    /// <summary>How the extents are chosen (F1).</summary>
    public SelectionPolicy SelectionPolicy { get; init; }

    /// <summary>Region.</summary>
    public byte Region { get; init; }

    /// <summary>Capacity wanted, in bytes.</summary>
    public ulong Length { get; init; }

    /// <summary>Tag; all zero: none.</summary>
    public Tag Tag { get; init; }

    /// <summary>Extents that follow.</summary>
    public uint Count { get; init; }

    /// <summary>Bytes of the whole with that many extents.</summary>
    public static int SizeWith(int extents) => Size + (extents * Extent.Size);

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out InitiateDynamicCapacityAddRequest value, out LayoutError error)
    {
        bool ok = InitiateDynamicCapacityAddRequestView.TryCreate(bytes, out InitiateDynamicCapacityAddRequestView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out InitiateDynamicCapacityAddRequest value, out LayoutError error)
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

    internal static InitiateDynamicCapacityAddRequest Read(ReadOnlySpan<byte> bytes) => new InitiateDynamicCapacityAddRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.HostId), HostId);
        destination[Field.SelectionPolicy] = SelectionPolicy.Value;
        destination[Field.Region] = Region;
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Length), Length);
        Tag.Value.Write(destination.Slice(Field.Tag));
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Count), Count);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("host_id", Field.HostId, 2),
            LayoutField.Unsigned("selection_policy", Field.SelectionPolicy, 1, describe: v => new SelectionPolicy((byte)v).ToString()),
            LayoutField.Unsigned("region", Field.Region, 1),
            LayoutField.Unsigned("length", Field.Length, 8, "bytes"),
            LayoutField.Uuid("tag", Field.Tag),
            LayoutField.Unsigned("count", Field.Count, 4),
        ];
        var list = new LayoutList("extents", Extent.Layout, Extent.Size, Array.Find(fields, f => f.Name == "count"));
        return new Layout("initiate_dc_add_request", "CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h), request, read in place.</summary>
public readonly ref struct InitiateDynamicCapacityAddRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal InitiateDynamicCapacityAddRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Host.</summary>
    public ushort HostId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(InitiateDynamicCapacityAddRequest.Field.HostId));

    /// <summary>How the extents are chosen (F1).</summary>
    public SelectionPolicy SelectionPolicy => new(_bytes[InitiateDynamicCapacityAddRequest.Field.SelectionPolicy]);

    /// <summary>Region.</summary>
    public byte Region => _bytes[InitiateDynamicCapacityAddRequest.Field.Region];

    /// <summary>Capacity wanted, in bytes.</summary>
    public ulong Length => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(InitiateDynamicCapacityAddRequest.Field.Length));

    /// <summary>Tag; all zero: none.</summary>
    public Tag Tag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(InitiateDynamicCapacityAddRequest.Field.Tag)));
    }

    /// <summary>Extents that follow.</summary>
    public uint Count => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(InitiateDynamicCapacityAddRequest.Field.Count));

    /// <summary>Entry of <c>extents</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public ExtentView ExtentAt(int index) => new(_bytes.Slice(InitiateDynamicCapacityAddRequest.SizeWith(index), Extent.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out InitiateDynamicCapacityAddRequestView view, out LayoutError error)
    {
        bool ok = InitiateDynamicCapacityAddRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new InitiateDynamicCapacityAddRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public InitiateDynamicCapacityAddRequest ToValue() => new()
    {
        HostId = HostId,
        SelectionPolicy = SelectionPolicy,
        Region = Region,
        Length = Length,
        Tag = Tag,
        Count = Count,
    };
}
