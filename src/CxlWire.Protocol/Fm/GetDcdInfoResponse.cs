using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.1 Get DCD Info (5600h), response, 84 bytes.</summary>
/// <remarks>The value; <see cref="GetDcdInfoResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetDcdInfoResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HostCount = 0;
        public const int RegionCount = 1;
        public const int Reserved2 = 2;
        public const int AddSelectionPolicies = 4;
        public const int Reserved6 = 6;
        public const int RemovalPolicies = 8;
        public const int SanitizeOnReleaseConfigurableMask = 10;
        public const int Reserved11 = 11;
        public const int TotalCapacity = 12;
        public const int Region0BlockSizes = 20;
        public const int Region1BlockSizes = 28;
        public const int Region2BlockSizes = 36;
        public const int Region3BlockSizes = 44;
        public const int Region4BlockSizes = 52;
        public const int Region5BlockSizes = 60;
        public const int Region6BlockSizes = 68;
        public const int Region7BlockSizes = 76;
        public const int Size = 84;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Hosts that the device serves.</summary>
    public byte HostCount { get; init; }

    /// <summary>Regions of each host.</summary>
    public byte RegionCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 { get; init; }

    /// <summary>Selection policy free.</summary>
    public bool AddFree { get; init; }

    /// <summary>Selection policy contiguous.</summary>
    public bool AddContiguous { get; init; }

    /// <summary>Selection policy prescriptive.</summary>
    public bool AddPrescriptive { get; init; }

    /// <summary>Selection policy enable shared access.</summary>
    public bool AddEnableSharedAccess { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ushort AddPoliciesReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved6 { get; init; }

    /// <summary>Removal policy tag-based.</summary>
    public bool RemovalTagBased { get; init; }

    /// <summary>Removal policy prescriptive.</summary>
    public bool RemovalPrescriptive { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ushort RemovalPoliciesReserved { get; init; }

    /// <summary>Bit mask of regions.</summary>
    public byte SanitizeOnReleaseConfigurableMask { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved11 { get; init; }

    /// <summary>Dynamic capacity, in units of 256 MiB.</summary>
    public ulong TotalCapacity { get; init; }

    /// <summary>Bit mask of the block sizes that region 0 supports: bit n for 2^n bytes.</summary>
    public ulong Region0BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 1 supports: bit n for 2^n bytes.</summary>
    public ulong Region1BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 2 supports: bit n for 2^n bytes.</summary>
    public ulong Region2BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 3 supports: bit n for 2^n bytes.</summary>
    public ulong Region3BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 4 supports: bit n for 2^n bytes.</summary>
    public ulong Region4BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 5 supports: bit n for 2^n bytes.</summary>
    public ulong Region5BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 6 supports: bit n for 2^n bytes.</summary>
    public ulong Region6BlockSizes { get; init; }

    /// <summary>Bit mask of the block sizes that region 7 supports: bit n for 2^n bytes.</summary>
    public ulong Region7BlockSizes { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetDcdInfoResponse value, out LayoutError error)
    {
        bool ok = GetDcdInfoResponseView.TryCreate(bytes, out GetDcdInfoResponseView view, out error);
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

    internal static GetDcdInfoResponse Read(ReadOnlySpan<byte> bytes) => new GetDcdInfoResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.HostCount] = HostCount;
        destination[Field.RegionCount] = RegionCount;
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved2), 2, Reserved2);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.AddSelectionPolicies), (ushort)((AddFree ? 0x1u : 0u)
            | (AddContiguous ? 0x2u : 0u)
            | (AddPrescriptive ? 0x4u : 0u)
            | (AddEnableSharedAccess ? 0x8u : 0u)
            | ((AddPoliciesReserved & 0xFFFu) << 4)));
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved6), 2, Reserved6);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.RemovalPolicies), (ushort)((RemovalTagBased ? 0x1u : 0u)
            | (RemovalPrescriptive ? 0x2u : 0u)
            | ((RemovalPoliciesReserved & 0x3FFFu) << 2)));
        destination[Field.SanitizeOnReleaseConfigurableMask] = SanitizeOnReleaseConfigurableMask;
        destination[Field.Reserved11] = Reserved11;
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.TotalCapacity), TotalCapacity);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region0BlockSizes), Region0BlockSizes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region1BlockSizes), Region1BlockSizes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region2BlockSizes), Region2BlockSizes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region3BlockSizes), Region3BlockSizes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region4BlockSizes), Region4BlockSizes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region5BlockSizes), Region5BlockSizes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region6BlockSizes), Region6BlockSizes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Region7BlockSizes), Region7BlockSizes);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("host_count", Field.HostCount, 1),
            LayoutField.Unsigned("region_count", Field.RegionCount, 1),
            LayoutField.Bytes("reserved2", Field.Reserved2, 2),
            LayoutField.Bits("add_free", Field.AddSelectionPolicies, 2, 0, 1),
            LayoutField.Bits("add_contiguous", Field.AddSelectionPolicies, 2, 1, 1),
            LayoutField.Bits("add_prescriptive", Field.AddSelectionPolicies, 2, 2, 1),
            LayoutField.Bits("add_enable_shared_access", Field.AddSelectionPolicies, 2, 3, 1),
            LayoutField.Bits("add_policies_reserved", Field.AddSelectionPolicies, 2, 4, 12),
            LayoutField.Bytes("reserved6", Field.Reserved6, 2),
            LayoutField.Bits("removal_tag_based", Field.RemovalPolicies, 2, 0, 1),
            LayoutField.Bits("removal_prescriptive", Field.RemovalPolicies, 2, 1, 1),
            LayoutField.Bits("removal_policies_reserved", Field.RemovalPolicies, 2, 2, 14),
            LayoutField.Unsigned("sanitize_on_release_configurable_mask", Field.SanitizeOnReleaseConfigurableMask, 1),
            LayoutField.Bytes("reserved11", Field.Reserved11, 1),
            LayoutField.Unsigned("total_capacity", Field.TotalCapacity, 8, "256 MiB"),
            LayoutField.Unsigned("region0_block_sizes", Field.Region0BlockSizes, 8),
            LayoutField.Unsigned("region1_block_sizes", Field.Region1BlockSizes, 8),
            LayoutField.Unsigned("region2_block_sizes", Field.Region2BlockSizes, 8),
            LayoutField.Unsigned("region3_block_sizes", Field.Region3BlockSizes, 8),
            LayoutField.Unsigned("region4_block_sizes", Field.Region4BlockSizes, 8),
            LayoutField.Unsigned("region5_block_sizes", Field.Region5BlockSizes, 8),
            LayoutField.Unsigned("region6_block_sizes", Field.Region6BlockSizes, 8),
            LayoutField.Unsigned("region7_block_sizes", Field.Region7BlockSizes, 8),
        ];
        return new Layout("get_dcd_info_response", "CXL r3.1 7.6.7.6.1 Get DCD Info (5600h)", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.1 Get DCD Info (5600h), response, read in place.</summary>
public readonly ref struct GetDcdInfoResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetDcdInfoResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetDcdInfoResponse.Field.Size);

    /// <summary>Hosts that the device serves.</summary>
    public byte HostCount => _bytes[GetDcdInfoResponse.Field.HostCount];

    /// <summary>Regions of each host.</summary>
    public byte RegionCount => _bytes[GetDcdInfoResponse.Field.RegionCount];

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 => LittleEndian.ReadUpTo8(_bytes.Slice(GetDcdInfoResponse.Field.Reserved2), 2);

    /// <summary>Selection policy free.</summary>
    public bool AddFree => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.AddSelectionPolicies)) & 0x1) != 0;

    /// <summary>Selection policy contiguous.</summary>
    public bool AddContiguous => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.AddSelectionPolicies)) & 0x2) != 0;

    /// <summary>Selection policy prescriptive.</summary>
    public bool AddPrescriptive => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.AddSelectionPolicies)) & 0x4) != 0;

    /// <summary>Selection policy enable shared access.</summary>
    public bool AddEnableSharedAccess => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.AddSelectionPolicies)) & 0x8) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public ushort AddPoliciesReserved => (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.AddSelectionPolicies)) >> 4);

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved6 => LittleEndian.ReadUpTo8(_bytes.Slice(GetDcdInfoResponse.Field.Reserved6), 2);

    /// <summary>Removal policy tag-based.</summary>
    public bool RemovalTagBased => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.RemovalPolicies)) & 0x1) != 0;

    /// <summary>Removal policy prescriptive.</summary>
    public bool RemovalPrescriptive => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.RemovalPolicies)) & 0x2) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public ushort RemovalPoliciesReserved => (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.RemovalPolicies)) >> 2);

    /// <summary>Bit mask of regions.</summary>
    public byte SanitizeOnReleaseConfigurableMask => _bytes[GetDcdInfoResponse.Field.SanitizeOnReleaseConfigurableMask];

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved11 => _bytes[GetDcdInfoResponse.Field.Reserved11];

    /// <summary>Dynamic capacity, in units of 256 MiB.</summary>
    public ulong TotalCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.TotalCapacity));

    /// <summary>Bit mask of the block sizes that region 0 supports: bit n for 2^n bytes.</summary>
    public ulong Region0BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region0BlockSizes));

    /// <summary>Bit mask of the block sizes that region 1 supports: bit n for 2^n bytes.</summary>
    public ulong Region1BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region1BlockSizes));

    /// <summary>Bit mask of the block sizes that region 2 supports: bit n for 2^n bytes.</summary>
    public ulong Region2BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region2BlockSizes));

    /// <summary>Bit mask of the block sizes that region 3 supports: bit n for 2^n bytes.</summary>
    public ulong Region3BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region3BlockSizes));

    /// <summary>Bit mask of the block sizes that region 4 supports: bit n for 2^n bytes.</summary>
    public ulong Region4BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region4BlockSizes));

    /// <summary>Bit mask of the block sizes that region 5 supports: bit n for 2^n bytes.</summary>
    public ulong Region5BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region5BlockSizes));

    /// <summary>Bit mask of the block sizes that region 6 supports: bit n for 2^n bytes.</summary>
    public ulong Region6BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region6BlockSizes));

    /// <summary>Bit mask of the block sizes that region 7 supports: bit n for 2^n bytes.</summary>
    public ulong Region7BlockSizes => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetDcdInfoResponse.Field.Region7BlockSizes));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetDcdInfoResponseView view, out LayoutError error)
    {
        bool ok = GetDcdInfoResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetDcdInfoResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetDcdInfoResponse ToValue() => new()
    {
        HostCount = HostCount,
        RegionCount = RegionCount,
        Reserved2 = Reserved2,
        AddFree = AddFree,
        AddContiguous = AddContiguous,
        AddPrescriptive = AddPrescriptive,
        AddEnableSharedAccess = AddEnableSharedAccess,
        AddPoliciesReserved = AddPoliciesReserved,
        Reserved6 = Reserved6,
        RemovalTagBased = RemovalTagBased,
        RemovalPrescriptive = RemovalPrescriptive,
        RemovalPoliciesReserved = RemovalPoliciesReserved,
        SanitizeOnReleaseConfigurableMask = SanitizeOnReleaseConfigurableMask,
        Reserved11 = Reserved11,
        TotalCapacity = TotalCapacity,
        Region0BlockSizes = Region0BlockSizes,
        Region1BlockSizes = Region1BlockSizes,
        Region2BlockSizes = Region2BlockSizes,
        Region3BlockSizes = Region3BlockSizes,
        Region4BlockSizes = Region4BlockSizes,
        Region5BlockSizes = Region5BlockSizes,
        Region6BlockSizes = Region6BlockSizes,
        Region7BlockSizes = Region7BlockSizes,
    };
}
