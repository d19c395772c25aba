using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h), response, 8 bytes, then the regions.</summary>
/// <remarks>The value; <see cref="GetDynamicCapacityConfigurationResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetDynamicCapacityConfigurationResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int RegionsAvailable = 0;
        public const int RegionsReturned = 1;
        public const int Reserved2 = 2;
        public const int Size = 8;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Regions of the device.</summary>
    public byte RegionsAvailable { get; init; }

    /// <summary>Regions that follow.</summary>
    public byte RegionsReturned { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 { get; init; }

    /// <summary>Bytes of the whole with that many regions.</summary>
    public static int SizeWith(int regions) => Size + (regions * DynamicCapacityRegionConfiguration.Size) + DynamicCapacityConfigurationTail.Size;

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetDynamicCapacityConfigurationResponse value, out LayoutError error)
    {
        bool ok = GetDynamicCapacityConfigurationResponseView.TryCreate(bytes, out GetDynamicCapacityConfigurationResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out GetDynamicCapacityConfigurationResponse value, out LayoutError error)
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

    internal static GetDynamicCapacityConfigurationResponse Read(ReadOnlySpan<byte> bytes) => new GetDynamicCapacityConfigurationResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.RegionsAvailable] = RegionsAvailable;
        destination[Field.RegionsReturned] = RegionsReturned;
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved2), 6, Reserved2);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("regions_available", Field.RegionsAvailable, 1),
            LayoutField.Unsigned("regions_returned", Field.RegionsReturned, 1),
            LayoutField.Bytes("reserved2", Field.Reserved2, 6),
        ];
        var list = new LayoutList("regions", DynamicCapacityRegionConfiguration.Layout, DynamicCapacityRegionConfiguration.Size, Array.Find(fields, f => f.Name == "regions_returned"), DynamicCapacityConfigurationTail.Layout);
        return new Layout("get_dc_configuration_response", "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h), response, read in place.</summary>
public readonly ref struct GetDynamicCapacityConfigurationResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetDynamicCapacityConfigurationResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Regions of the device.</summary>
    public byte RegionsAvailable => _bytes[GetDynamicCapacityConfigurationResponse.Field.RegionsAvailable];

    /// <summary>Regions that follow.</summary>
    public byte RegionsReturned => _bytes[GetDynamicCapacityConfigurationResponse.Field.RegionsReturned];

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 => LittleEndian.ReadUpTo8(_bytes.Slice(GetDynamicCapacityConfigurationResponse.Field.Reserved2), 6);

    /// <summary>Entry of <c>regions</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public DynamicCapacityRegionConfigurationView RegionAt(int index) => new(_bytes.Slice(GetDynamicCapacityConfigurationResponse.SizeWith(index) - DynamicCapacityConfigurationTail.Size, DynamicCapacityRegionConfiguration.Size));

    /// <summary>What follows the last entry.</summary>
    public DynamicCapacityConfigurationTailView Tail => new(_bytes.Slice(_bytes.Length - DynamicCapacityConfigurationTail.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetDynamicCapacityConfigurationResponseView view, out LayoutError error)
    {
        bool ok = GetDynamicCapacityConfigurationResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetDynamicCapacityConfigurationResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public GetDynamicCapacityConfigurationResponse ToValue() => new()
    {
        RegionsAvailable = RegionsAvailable,
        RegionsReturned = RegionsReturned,
        Reserved2 = Reserved2,
    };
}
