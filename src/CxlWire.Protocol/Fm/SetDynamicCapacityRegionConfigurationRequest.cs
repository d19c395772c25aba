using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h), request, 16 bytes.</summary>
/// <remarks>The value; <see cref="SetDynamicCapacityRegionConfigurationRequestView"/> reads single fields in place.</remarks>
public readonly record struct SetDynamicCapacityRegionConfigurationRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Region = 0;
        public const int Reserved1 = 1;
        public const int BlockSize = 4;
        public const int Flags = 12;
        public const int Reserved13 = 13;
        public const int Size = 16;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Region.</summary>
    public byte Region { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved1 { get; init; }

    /// <summary>Block size wanted, in bytes.</summary>
    public ulong BlockSize { get; init; }

    /// <summary>Released capacity is to be sanitized.</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved13 { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SetDynamicCapacityRegionConfigurationRequest value, out LayoutError error)
    {
        bool ok = SetDynamicCapacityRegionConfigurationRequestView.TryCreate(bytes, out SetDynamicCapacityRegionConfigurationRequestView view, out error);
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

    internal static SetDynamicCapacityRegionConfigurationRequest Read(ReadOnlySpan<byte> bytes) => new SetDynamicCapacityRegionConfigurationRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.Region] = Region;
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved1), 3, Reserved1);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.BlockSize), BlockSize);
        destination[Field.Flags] = (byte)((SanitizeOnRelease ? 0x1u : 0u)
            | ((FlagsReserved & 0x7Fu) << 1));
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved13), 3, Reserved13);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("region", Field.Region, 1),
            LayoutField.Bytes("reserved1", Field.Reserved1, 3),
            LayoutField.Unsigned("block_size", Field.BlockSize, 8, "bytes"),
            LayoutField.Bits("sanitize_on_release", Field.Flags, 1, 0, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 1, 7),
            LayoutField.Bytes("reserved13", Field.Reserved13, 3),
        ];
        return new Layout("set_dc_region_configuration_request", "CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h)", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h), request, read in place.</summary>
public readonly ref struct SetDynamicCapacityRegionConfigurationRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal SetDynamicCapacityRegionConfigurationRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, SetDynamicCapacityRegionConfigurationRequest.Field.Size);

    /// <summary>Region.</summary>
    public byte Region => _bytes[SetDynamicCapacityRegionConfigurationRequest.Field.Region];

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved1 => LittleEndian.ReadUpTo8(_bytes.Slice(SetDynamicCapacityRegionConfigurationRequest.Field.Reserved1), 3);

    /// <summary>Block size wanted, in bytes.</summary>
    public ulong BlockSize => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(SetDynamicCapacityRegionConfigurationRequest.Field.BlockSize));

    /// <summary>Released capacity is to be sanitized.</summary>
    public bool SanitizeOnRelease => (_bytes[SetDynamicCapacityRegionConfigurationRequest.Field.Flags] & 0x1) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[SetDynamicCapacityRegionConfigurationRequest.Field.Flags] >> 1);

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved13 => LittleEndian.ReadUpTo8(_bytes.Slice(SetDynamicCapacityRegionConfigurationRequest.Field.Reserved13), 3);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out SetDynamicCapacityRegionConfigurationRequestView view, out LayoutError error)
    {
        bool ok = SetDynamicCapacityRegionConfigurationRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new SetDynamicCapacityRegionConfigurationRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public SetDynamicCapacityRegionConfigurationRequest ToValue() => new()
    {
        Region = Region,
        Reserved1 = Reserved1,
        BlockSize = BlockSize,
        SanitizeOnRelease = SanitizeOnRelease,
        FlagsReserved = FlagsReserved,
        Reserved13 = Reserved13,
    };
}
