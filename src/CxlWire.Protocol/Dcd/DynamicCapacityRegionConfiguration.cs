using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.1 Region Configuration, 40 bytes. One dynamic capacity region as the host sees it.</summary>
/// <remarks>The value; <see cref="DynamicCapacityRegionConfigurationView"/> reads single fields in place.</remarks>
public readonly record struct DynamicCapacityRegionConfiguration
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int BaseDpa = 0;
        public const int DecodeLength = 8;
        public const int Length = 16;
        public const int BlockSize = 24;
        public const int DsmadHandle = 32;
        public const int Flags = 36;
        public const int Reserved37 = 37;
        public const int Size = 40;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>First device physical address of the region, in bytes.</summary>
    public ulong BaseDpa { get; init; }

    /// <summary>Size of the decoded range, in units of 256 MiB.</summary>
    public ulong DecodeLength { get; init; }

    /// <summary>Usable size of the region, in bytes.</summary>
    public ulong Length { get; init; }

    /// <summary>Extents start and end on multiples of it, in bytes.</summary>
    public ulong BlockSize { get; init; }

    /// <summary>Device Scoped Memory Affinity Domain handle in the CDAT.</summary>
    public uint DsmadHandle { get; init; }

    /// <summary>Released capacity is sanitized.</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved37 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DynamicCapacityRegionConfiguration value, out LayoutError error)
    {
        bool ok = DynamicCapacityRegionConfigurationView.TryCreate(bytes, out DynamicCapacityRegionConfigurationView view, out error);
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

    internal static DynamicCapacityRegionConfiguration Read(ReadOnlySpan<byte> bytes) => new DynamicCapacityRegionConfigurationView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.BaseDpa), BaseDpa);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.DecodeLength), DecodeLength);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Length), Length);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.BlockSize), BlockSize);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.DsmadHandle), DsmadHandle);
        destination[Field.Flags] = (byte)((SanitizeOnRelease ? 0x1u : 0u)
            | ((FlagsReserved & 0x7Fu) << 1));
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved37), 3, Reserved37);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("base_dpa", Field.BaseDpa, 8, "bytes", hexDigits: 1),
            LayoutField.Unsigned("decode_length", Field.DecodeLength, 8, "256 MiB"),
            LayoutField.Unsigned("length", Field.Length, 8, "bytes"),
            LayoutField.Unsigned("block_size", Field.BlockSize, 8, "bytes"),
            LayoutField.Unsigned("dsmad_handle", Field.DsmadHandle, 4),
            LayoutField.Bits("sanitize_on_release", Field.Flags, 1, 0, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 1, 7),
            LayoutField.Bytes("reserved37", Field.Reserved37, 3),
        ];
        return new Layout("dc_region_configuration", "CXL r3.1 8.2.9.9.9.1 Region Configuration", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.1 Region Configuration, read in place.</summary>
public readonly ref struct DynamicCapacityRegionConfigurationView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DynamicCapacityRegionConfigurationView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, DynamicCapacityRegionConfiguration.Field.Size);

    /// <summary>First device physical address of the region, in bytes.</summary>
    public ulong BaseDpa => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(DynamicCapacityRegionConfiguration.Field.BaseDpa));

    /// <summary>Size of the decoded range, in units of 256 MiB.</summary>
    public ulong DecodeLength => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(DynamicCapacityRegionConfiguration.Field.DecodeLength));

    /// <summary>Usable size of the region, in bytes.</summary>
    public ulong Length => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(DynamicCapacityRegionConfiguration.Field.Length));

    /// <summary>Extents start and end on multiples of it, in bytes.</summary>
    public ulong BlockSize => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(DynamicCapacityRegionConfiguration.Field.BlockSize));

    /// <summary>Device Scoped Memory Affinity Domain handle in the CDAT.</summary>
    public uint DsmadHandle => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(DynamicCapacityRegionConfiguration.Field.DsmadHandle));

    /// <summary>Released capacity is sanitized.</summary>
    public bool SanitizeOnRelease => (_bytes[DynamicCapacityRegionConfiguration.Field.Flags] & 0x1) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[DynamicCapacityRegionConfiguration.Field.Flags] >> 1);

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved37 => LittleEndian.ReadUpTo8(_bytes.Slice(DynamicCapacityRegionConfiguration.Field.Reserved37), 3);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out DynamicCapacityRegionConfigurationView view, out LayoutError error)
    {
        bool ok = DynamicCapacityRegionConfiguration.Layout.TryCheck(bytes, out error);
        view = ok ? new DynamicCapacityRegionConfigurationView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public DynamicCapacityRegionConfiguration ToValue() => new()
    {
        BaseDpa = BaseDpa,
        DecodeLength = DecodeLength,
        Length = Length,
        BlockSize = BlockSize,
        DsmadHandle = DsmadHandle,
        SanitizeOnRelease = SanitizeOnRelease,
        FlagsReserved = FlagsReserved,
        Reserved37 = Reserved37,
    };
}
