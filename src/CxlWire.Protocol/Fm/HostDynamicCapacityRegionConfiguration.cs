using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.2 Host Region Configuration, 40 bytes. One dynamic capacity region as the Fabric Manager sees it.</summary>
/// <remarks>The value; <see cref="HostDynamicCapacityRegionConfigurationView"/> reads single fields in place.</remarks>
public readonly record struct HostDynamicCapacityRegionConfiguration
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int BaseDpa = 0;
        public const int DecodeLength = 8;
        public const int Length = 16;
        public const int BlockSize = 24;
        public const int DsmasFlags = 32;
        public const int Reserved33 = 33;
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

    /// <summary>Reserved, kept as received.</summary>
    public byte DsmasLowReserved { get; init; }

    /// <summary>Non-volatile.</summary>
    public bool NonVolatile { get; init; }

    /// <summary>Capacity may be shared by several hosts.</summary>
    public bool Sharable { get; init; }

    /// <summary>Hardware-managed coherency.</summary>
    public bool HardwareManagedCoherency { get; init; }

    /// <summary>Interconnect-specific dynamic capacity management.</summary>
    public bool InterconnectSpecificManagement { get; init; }

    /// <summary>Read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public bool DsmasHighReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved33 { get; init; }

    /// <summary>Released capacity is sanitized.</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved37 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out HostDynamicCapacityRegionConfiguration value, out LayoutError error)
    {
        bool ok = HostDynamicCapacityRegionConfigurationView.TryCreate(bytes, out HostDynamicCapacityRegionConfigurationView view, out error);
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

    internal static HostDynamicCapacityRegionConfiguration Read(ReadOnlySpan<byte> bytes) => new HostDynamicCapacityRegionConfigurationView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.BaseDpa), BaseDpa);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.DecodeLength), DecodeLength);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Length), Length);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.BlockSize), BlockSize);
        destination[Field.DsmasFlags] = (byte)((DsmasLowReserved & 0x3u)
            | (NonVolatile ? 0x4u : 0u)
            | (Sharable ? 0x8u : 0u)
            | (HardwareManagedCoherency ? 0x10u : 0u)
            | (InterconnectSpecificManagement ? 0x20u : 0u)
            | (ReadOnly ? 0x40u : 0u)
            | (DsmasHighReserved ? 0x80u : 0u));
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved33), 3, Reserved33);
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
            LayoutField.Bits("dsmas_low_reserved", Field.DsmasFlags, 1, 0, 2),
            LayoutField.Bits("non_volatile", Field.DsmasFlags, 1, 2, 1),
            LayoutField.Bits("sharable", Field.DsmasFlags, 1, 3, 1),
            LayoutField.Bits("hardware_managed_coherency", Field.DsmasFlags, 1, 4, 1),
            LayoutField.Bits("interconnect_specific_management", Field.DsmasFlags, 1, 5, 1),
            LayoutField.Bits("read_only", Field.DsmasFlags, 1, 6, 1),
            LayoutField.Bits("dsmas_high_reserved", Field.DsmasFlags, 1, 7, 1),
            LayoutField.Bytes("reserved33", Field.Reserved33, 3),
            LayoutField.Bits("sanitize_on_release", Field.Flags, 1, 0, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 1, 7),
            LayoutField.Bytes("reserved37", Field.Reserved37, 3),
        ];
        return new Layout("host_dc_region_configuration", "CXL r3.1 7.6.7.6.2 Host Region Configuration", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.2 Host Region Configuration, read in place.</summary>
public readonly ref struct HostDynamicCapacityRegionConfigurationView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal HostDynamicCapacityRegionConfigurationView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, HostDynamicCapacityRegionConfiguration.Field.Size);

    /// <summary>First device physical address of the region, in bytes.</summary>
    public ulong BaseDpa => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(HostDynamicCapacityRegionConfiguration.Field.BaseDpa));

    /// <summary>Size of the decoded range, in units of 256 MiB.</summary>
    public ulong DecodeLength => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(HostDynamicCapacityRegionConfiguration.Field.DecodeLength));

    /// <summary>Usable size of the region, in bytes.</summary>
    public ulong Length => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(HostDynamicCapacityRegionConfiguration.Field.Length));

    /// <summary>Extents start and end on multiples of it, in bytes.</summary>
    public ulong BlockSize => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(HostDynamicCapacityRegionConfiguration.Field.BlockSize));

    /// <summary>Reserved, kept as received.</summary>
    public byte DsmasLowReserved => (byte)(_bytes[HostDynamicCapacityRegionConfiguration.Field.DsmasFlags] & 0x3);

    /// <summary>Non-volatile.</summary>
    public bool NonVolatile => (_bytes[HostDynamicCapacityRegionConfiguration.Field.DsmasFlags] & 0x4) != 0;

    /// <summary>Capacity may be shared by several hosts.</summary>
    public bool Sharable => (_bytes[HostDynamicCapacityRegionConfiguration.Field.DsmasFlags] & 0x8) != 0;

    /// <summary>Hardware-managed coherency.</summary>
    public bool HardwareManagedCoherency => (_bytes[HostDynamicCapacityRegionConfiguration.Field.DsmasFlags] & 0x10) != 0;

    /// <summary>Interconnect-specific dynamic capacity management.</summary>
    public bool InterconnectSpecificManagement => (_bytes[HostDynamicCapacityRegionConfiguration.Field.DsmasFlags] & 0x20) != 0;

    /// <summary>Read-only.</summary>
    public bool ReadOnly => (_bytes[HostDynamicCapacityRegionConfiguration.Field.DsmasFlags] & 0x40) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public bool DsmasHighReserved => (_bytes[HostDynamicCapacityRegionConfiguration.Field.DsmasFlags] & 0x80) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved33 => LittleEndian.ReadUpTo8(_bytes.Slice(HostDynamicCapacityRegionConfiguration.Field.Reserved33), 3);

    /// <summary>Released capacity is sanitized.</summary>
    public bool SanitizeOnRelease => (_bytes[HostDynamicCapacityRegionConfiguration.Field.Flags] & 0x1) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[HostDynamicCapacityRegionConfiguration.Field.Flags] >> 1);

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved37 => LittleEndian.ReadUpTo8(_bytes.Slice(HostDynamicCapacityRegionConfiguration.Field.Reserved37), 3);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out HostDynamicCapacityRegionConfigurationView view, out LayoutError error)
    {
        bool ok = HostDynamicCapacityRegionConfiguration.Layout.TryCheck(bytes, out error);
        view = ok ? new HostDynamicCapacityRegionConfigurationView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public HostDynamicCapacityRegionConfiguration ToValue() => new()
    {
        BaseDpa = BaseDpa,
        DecodeLength = DecodeLength,
        Length = Length,
        BlockSize = BlockSize,
        DsmasLowReserved = DsmasLowReserved,
        NonVolatile = NonVolatile,
        Sharable = Sharable,
        HardwareManagedCoherency = HardwareManagedCoherency,
        InterconnectSpecificManagement = InterconnectSpecificManagement,
        ReadOnly = ReadOnly,
        DsmasHighReserved = DsmasHighReserved,
        Reserved33 = Reserved33,
        SanitizeOnRelease = SanitizeOnRelease,
        FlagsReserved = FlagsReserved,
        Reserved37 = Reserved37,
    };
}
