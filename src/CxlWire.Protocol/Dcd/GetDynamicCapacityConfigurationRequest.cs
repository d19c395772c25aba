using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h), request, 2 bytes.</summary>
/// <remarks>The value; <see cref="GetDynamicCapacityConfigurationRequestView"/> reads single fields in place.</remarks>
public readonly record struct GetDynamicCapacityConfigurationRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int RegionCount = 0;
        public const int StartIndex = 1;
        public const int Size = 2;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Regions wanted at most.</summary>
    public byte RegionCount { get; init; }

    /// <summary>First region wanted.</summary>
    public byte StartIndex { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetDynamicCapacityConfigurationRequest value, out LayoutError error)
    {
        bool ok = GetDynamicCapacityConfigurationRequestView.TryCreate(bytes, out GetDynamicCapacityConfigurationRequestView view, out error);
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

    internal static GetDynamicCapacityConfigurationRequest Read(ReadOnlySpan<byte> bytes) => new GetDynamicCapacityConfigurationRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.RegionCount] = RegionCount;
        destination[Field.StartIndex] = StartIndex;
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("region_count", Field.RegionCount, 1),
            LayoutField.Unsigned("start_index", Field.StartIndex, 1),
        ];
        return new Layout("get_dc_configuration_request", "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h), request, read in place.</summary>
public readonly ref struct GetDynamicCapacityConfigurationRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetDynamicCapacityConfigurationRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetDynamicCapacityConfigurationRequest.Field.Size);

    /// <summary>Regions wanted at most.</summary>
    public byte RegionCount => _bytes[GetDynamicCapacityConfigurationRequest.Field.RegionCount];

    /// <summary>First region wanted.</summary>
    public byte StartIndex => _bytes[GetDynamicCapacityConfigurationRequest.Field.StartIndex];

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetDynamicCapacityConfigurationRequestView view, out LayoutError error)
    {
        bool ok = GetDynamicCapacityConfigurationRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new GetDynamicCapacityConfigurationRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetDynamicCapacityConfigurationRequest ToValue() => new()
    {
        RegionCount = RegionCount,
        StartIndex = StartIndex,
    };
}
