using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h), request, 4 bytes.</summary>
/// <remarks>The value; <see cref="GetHostDynamicCapacityRegionConfigurationRequestView"/> reads single fields in place.</remarks>
public readonly record struct GetHostDynamicCapacityRegionConfigurationRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HostId = 0;
        public const int RegionCount = 2;
        public const int StartIndex = 3;
        public const int Size = 4;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Host.</summary>
    public ushort HostId { get; init; }

    /// <summary>Regions wanted at most.</summary>
    public byte RegionCount { get; init; }

    /// <summary>First region wanted.</summary>
    public byte StartIndex { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetHostDynamicCapacityRegionConfigurationRequest value, out LayoutError error)
    {
        bool ok = GetHostDynamicCapacityRegionConfigurationRequestView.TryCreate(bytes, out GetHostDynamicCapacityRegionConfigurationRequestView view, out error);
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

    internal static GetHostDynamicCapacityRegionConfigurationRequest Read(ReadOnlySpan<byte> bytes) => new GetHostDynamicCapacityRegionConfigurationRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.HostId), HostId);
        destination[Field.RegionCount] = RegionCount;
        destination[Field.StartIndex] = StartIndex;
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("host_id", Field.HostId, 2),
            LayoutField.Unsigned("region_count", Field.RegionCount, 1),
            LayoutField.Unsigned("start_index", Field.StartIndex, 1),
        ];
        return new Layout("get_host_dc_region_configuration_request", "CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)", Size, fields);
    }
}

/// <summary>CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h), request, read in place.</summary>
public readonly ref struct GetHostDynamicCapacityRegionConfigurationRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetHostDynamicCapacityRegionConfigurationRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetHostDynamicCapacityRegionConfigurationRequest.Field.Size);

    /// <summary>Host.</summary>
    public ushort HostId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetHostDynamicCapacityRegionConfigurationRequest.Field.HostId));

    /// <summary>Regions wanted at most.</summary>
    public byte RegionCount => _bytes[GetHostDynamicCapacityRegionConfigurationRequest.Field.RegionCount];

    /// <summary>First region wanted.</summary>
    public byte StartIndex => _bytes[GetHostDynamicCapacityRegionConfigurationRequest.Field.StartIndex];

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetHostDynamicCapacityRegionConfigurationRequestView view, out LayoutError error)
    {
        bool ok = GetHostDynamicCapacityRegionConfigurationRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new GetHostDynamicCapacityRegionConfigurationRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetHostDynamicCapacityRegionConfigurationRequest ToValue() => new()
    {
        HostId = HostId,
        RegionCount = RegionCount,
        StartIndex = StartIndex,
    };
}
