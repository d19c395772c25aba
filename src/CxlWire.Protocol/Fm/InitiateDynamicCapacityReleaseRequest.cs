using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h), request, 32 bytes, then the extents.</summary>
/// <remarks>The value; <see cref="InitiateDynamicCapacityReleaseRequestView"/> reads single fields in place.</remarks>
public readonly record struct InitiateDynamicCapacityReleaseRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HostId = 0;
        public const int Flags = 2;
        public const int Reserved3 = 3;
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

    /// <summary>How the extents are chosen (F3).</summary>
    public RemovalPolicy RemovalPolicy { get; init; }

    /// <summary>The host loses access at once (F4).</summary>
    public bool ForcedRemoval { get; init; }

    /// <summary>The capacity is made unreadable (F5).</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved3 { get; init; }

    /// <summary>Capacity to release, in bytes.</summary>
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
    public static bool TryRead(ReadOnlySpan<byte> bytes, out InitiateDynamicCapacityReleaseRequest value, out LayoutError error)
    {
        bool ok = InitiateDynamicCapacityReleaseRequestView.TryCreate(bytes, out InitiateDynamicCapacityReleaseRequestView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out InitiateDynamicCapacityReleaseRequest value, out LayoutError error)
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

    internal static InitiateDynamicCapacityReleaseRequest Read(ReadOnlySpan<byte> bytes) => new InitiateDynamicCapacityReleaseRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.HostId), HostId);
        destination[Field.Flags] = (byte)((RemovalPolicy.Value & 0xFu)
            | (ForcedRemoval ? 0x10u : 0u)
            | (SanitizeOnRelease ? 0x20u : 0u)
            | ((FlagsReserved & 0x3u) << 6));
        destination[Field.Reserved3] = Reserved3;
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Length), Length);
        Tag.Value.Write(destination.Slice(Field.Tag));
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Count), Count);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("host_id", Field.HostId, 2),
            LayoutField.Bits("removal_policy", Field.Flags, 1, 0, 4, describe: v => new RemovalPolicy((byte)v).ToString()),
            LayoutField.Bits("forced_removal", Field.Flags, 1, 4, 1),
            LayoutField.Bits("sanitize_on_release", Field.Flags, 1, 5, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 6, 2),
            LayoutField.Bytes("reserved3", Field.Reserved3, 1),
            LayoutField.Unsigned("length", Field.Length, 8, "bytes"),
            LayoutField.Uuid("tag", Field.Tag),
            LayoutField.Unsigned("count", Field.Count, 4),
        ];
        var list = new LayoutList("extents", Extent.Layout, Extent.Size, Array.Find(fields, f => f.Name == "count"));
        return new Layout("initiate_dc_release_request", "CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h), request, read in place.</summary>
public readonly ref struct InitiateDynamicCapacityReleaseRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal InitiateDynamicCapacityReleaseRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Host.</summary>
    public ushort HostId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(InitiateDynamicCapacityReleaseRequest.Field.HostId));

    /// <summary>How the extents are chosen (F3).</summary>
    public RemovalPolicy RemovalPolicy => new((byte)(_bytes[InitiateDynamicCapacityReleaseRequest.Field.Flags] & 0xF));

    /// <summary>The host loses access at once (F4).</summary>
    public bool ForcedRemoval => (_bytes[InitiateDynamicCapacityReleaseRequest.Field.Flags] & 0x10) != 0;

    /// <summary>The capacity is made unreadable (F5).</summary>
    public bool SanitizeOnRelease => (_bytes[InitiateDynamicCapacityReleaseRequest.Field.Flags] & 0x20) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[InitiateDynamicCapacityReleaseRequest.Field.Flags] >> 6);

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved3 => _bytes[InitiateDynamicCapacityReleaseRequest.Field.Reserved3];

    /// <summary>Capacity to release, in bytes.</summary>
    public ulong Length => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(InitiateDynamicCapacityReleaseRequest.Field.Length));

    /// <summary>Tag; all zero: none.</summary>
    public Tag Tag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(InitiateDynamicCapacityReleaseRequest.Field.Tag)));
    }

    /// <summary>Extents that follow.</summary>
    public uint Count => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(InitiateDynamicCapacityReleaseRequest.Field.Count));

    /// <summary>Entry of <c>extents</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public ExtentView ExtentAt(int index) => new(_bytes.Slice(InitiateDynamicCapacityReleaseRequest.SizeWith(index), Extent.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out InitiateDynamicCapacityReleaseRequestView view, out LayoutError error)
    {
        bool ok = InitiateDynamicCapacityReleaseRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new InitiateDynamicCapacityReleaseRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public InitiateDynamicCapacityReleaseRequest ToValue() => new()
    {
        HostId = HostId,
        RemovalPolicy = RemovalPolicy,
        ForcedRemoval = ForcedRemoval,
        SanitizeOnRelease = SanitizeOnRelease,
        FlagsReserved = FlagsReserved,
        Reserved3 = Reserved3,
        Length = Length,
        Tag = Tag,
        Count = Count,
    };
}
