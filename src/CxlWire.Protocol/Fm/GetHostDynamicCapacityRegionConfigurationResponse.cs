using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h), response, 4 bytes, then the regions.</summary>
/// <remarks>The value; <see cref="GetHostDynamicCapacityRegionConfigurationResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetHostDynamicCapacityRegionConfigurationResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HostId = 0;
        public const int RegionsAvailable = 2;
        public const int RegionsReturned = 3;
        public const int Size = 4;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Host.</summary>
    public ushort HostId { get; init; }

    /// <summary>Regions of the host.</summary>
    public byte RegionsAvailable { get; init; }

    /// <summary>Regions that follow.</summary>
    public byte RegionsReturned { get; init; }

    /// <summary>Bytes of the whole with that many regions.</summary>
    public static int SizeWith(int regions) => Size + (regions * HostDynamicCapacityRegionConfiguration.Size) + DynamicCapacityConfigurationTail.Size;

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetHostDynamicCapacityRegionConfigurationResponse value, out LayoutError error)
    {
        bool ok = GetHostDynamicCapacityRegionConfigurationResponseView.TryCreate(bytes, out GetHostDynamicCapacityRegionConfigurationResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out GetHostDynamicCapacityRegionConfigurationResponse value, out LayoutError error)
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

    internal static GetHostDynamicCapacityRegionConfigurationResponse Read(ReadOnlySpan<byte> bytes) => new GetHostDynamicCapacityRegionConfigurationResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.HostId), HostId);
        destination[Field.RegionsAvailable] = RegionsAvailable;
        destination[Field.RegionsReturned] = RegionsReturned;
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("host_id", Field.HostId, 2),
            LayoutField.Unsigned("regions_available", Field.RegionsAvailable, 1),
            LayoutField.Unsigned("regions_returned", Field.RegionsReturned, 1),
        ];
        var list = new LayoutList("regions", HostDynamicCapacityRegionConfiguration.Layout, HostDynamicCapacityRegionConfiguration.Size, Array.Find(fields, f => f.Name == "regions_returned"), DynamicCapacityConfigurationTail.Layout);
        return new Layout("get_host_dc_region_configuration_response", "CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h), response, read in place.</summary>
public readonly ref struct GetHostDynamicCapacityRegionConfigurationResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetHostDynamicCapacityRegionConfigurationResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Host.</summary>
    public ushort HostId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetHostDynamicCapacityRegionConfigurationResponse.Field.HostId));

    /// <summary>Regions of the host.</summary>
    public byte RegionsAvailable => _bytes[GetHostDynamicCapacityRegionConfigurationResponse.Field.RegionsAvailable];

    /// <summary>Regions that follow.</summary>
    public byte RegionsReturned => _bytes[GetHostDynamicCapacityRegionConfigurationResponse.Field.RegionsReturned];

    /// <summary>Entry of <c>regions</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public HostDynamicCapacityRegionConfigurationView RegionAt(int index) => new(_bytes.Slice(GetHostDynamicCapacityRegionConfigurationResponse.SizeWith(index) - DynamicCapacityConfigurationTail.Size, HostDynamicCapacityRegionConfiguration.Size));

    /// <summary>What follows the last entry.</summary>
    public DynamicCapacityConfigurationTailView Tail => new(_bytes.Slice(_bytes.Length - DynamicCapacityConfigurationTail.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetHostDynamicCapacityRegionConfigurationResponseView view, out LayoutError error)
    {
        bool ok = GetHostDynamicCapacityRegionConfigurationResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetHostDynamicCapacityRegionConfigurationResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public GetHostDynamicCapacityRegionConfigurationResponse ToValue() => new()
    {
        HostId = HostId,
        RegionsAvailable = RegionsAvailable,
        RegionsReturned = RegionsReturned,
    };
}
