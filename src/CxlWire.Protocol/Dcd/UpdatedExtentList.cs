using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h) and 8.2.9.9.9.4 Release Dynamic Capacity (4803h), 8 bytes, then the extents.</summary>
/// <remarks>The value; <see cref="UpdatedExtentListView"/> reads single fields in place.</remarks>
public readonly record struct UpdatedExtentList
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Count = 0;
        public const int Flags = 4;
        public const int Reserved5 = 5;
        public const int Size = 8;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Entries that follow.</summary>
    public uint Count { get; init; }

    /// <summary>The list goes on in another payload (A8).</summary>
    public bool More { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved5 { get; init; }

    /// <summary>Bytes of the whole with that many extents.</summary>
    public static int SizeWith(int extents) => Size + (extents * UpdatedExtent.Size);

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out UpdatedExtentList value, out LayoutError error)
    {
        bool ok = UpdatedExtentListView.TryCreate(bytes, out UpdatedExtentListView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out UpdatedExtentList value, out LayoutError error)
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

    internal static UpdatedExtentList Read(ReadOnlySpan<byte> bytes) => new UpdatedExtentListView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Count), Count);
        destination[Field.Flags] = (byte)((More ? 0x1u : 0u)
            | ((FlagsReserved & 0x7Fu) << 1));
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved5), 3, Reserved5);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("count", Field.Count, 4),
            LayoutField.Bits("more", Field.Flags, 1, 0, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 1, 7),
            LayoutField.Bytes("reserved5", Field.Reserved5, 3),
        ];
        var list = new LayoutList("extents", UpdatedExtent.Layout, UpdatedExtent.Size, Array.Find(fields, f => f.Name == "count"));
        return new Layout("updated_extent_list", "CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h) and 8.2.9.9.9.4 Release Dynamic Capacity (4803h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h) and 8.2.9.9.9.4 Release Dynamic Capacity (4803h), read in place.</summary>
public readonly ref struct UpdatedExtentListView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal UpdatedExtentListView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Entries that follow.</summary>
    public uint Count => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(UpdatedExtentList.Field.Count));

    /// <summary>The list goes on in another payload (A8).</summary>
    public bool More => (_bytes[UpdatedExtentList.Field.Flags] & 0x1) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[UpdatedExtentList.Field.Flags] >> 1);

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved5 => LittleEndian.ReadUpTo8(_bytes.Slice(UpdatedExtentList.Field.Reserved5), 3);

    /// <summary>Entry of <c>extents</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public UpdatedExtentView ExtentAt(int index) => new(_bytes.Slice(UpdatedExtentList.SizeWith(index), UpdatedExtent.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out UpdatedExtentListView view, out LayoutError error)
    {
        bool ok = UpdatedExtentList.Layout.TryCheck(bytes, out error);
        view = ok ? new UpdatedExtentListView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public UpdatedExtentList ToValue() => new()
    {
        Count = Count,
        More = More,
        FlagsReserved = FlagsReserved,
        Reserved5 = Reserved5,
    };
}
