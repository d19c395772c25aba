using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Dcd;

/// <summary>CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail, 16 bytes. What follows the last returned region.</summary>
/// <remarks>The value; <see cref="DynamicCapacityConfigurationTailView"/> reads single fields in place.</remarks>
public readonly record struct DynamicCapacityConfigurationTail
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int ExtentsSupported = 0;
        public const int ExtentsAvailable = 4;
        public const int TagsSupported = 8;
        public const int TagsAvailable = 12;
        public const int Size = 16;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Extents that the device can track.</summary>
    public uint ExtentsSupported { get; init; }

    /// <summary>Supported less accepted and pending (R4).</summary>
    public uint ExtentsAvailable { get; init; }

    /// <summary>Tags that the device can track.</summary>
    public uint TagsSupported { get; init; }

    /// <summary>Supported less tags in use.</summary>
    public uint TagsAvailable { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DynamicCapacityConfigurationTail value, out LayoutError error)
    {
        bool ok = DynamicCapacityConfigurationTailView.TryCreate(bytes, out DynamicCapacityConfigurationTailView view, out error);
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

    internal static DynamicCapacityConfigurationTail Read(ReadOnlySpan<byte> bytes) => new DynamicCapacityConfigurationTailView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.ExtentsSupported), ExtentsSupported);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.ExtentsAvailable), ExtentsAvailable);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.TagsSupported), TagsSupported);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.TagsAvailable), TagsAvailable);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("extents_supported", Field.ExtentsSupported, 4),
            LayoutField.Unsigned("extents_available", Field.ExtentsAvailable, 4),
            LayoutField.Unsigned("tags_supported", Field.TagsSupported, 4),
            LayoutField.Unsigned("tags_available", Field.TagsAvailable, 4),
        ];
        return new Layout("dc_configuration_tail", "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail, read in place.</summary>
public readonly ref struct DynamicCapacityConfigurationTailView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DynamicCapacityConfigurationTailView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, DynamicCapacityConfigurationTail.Field.Size);

    /// <summary>Extents that the device can track.</summary>
    public uint ExtentsSupported => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(DynamicCapacityConfigurationTail.Field.ExtentsSupported));

    /// <summary>Supported less accepted and pending (R4).</summary>
    public uint ExtentsAvailable => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(DynamicCapacityConfigurationTail.Field.ExtentsAvailable));

    /// <summary>Tags that the device can track.</summary>
    public uint TagsSupported => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(DynamicCapacityConfigurationTail.Field.TagsSupported));

    /// <summary>Supported less tags in use.</summary>
    public uint TagsAvailable => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(DynamicCapacityConfigurationTail.Field.TagsAvailable));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out DynamicCapacityConfigurationTailView view, out LayoutError error)
    {
        bool ok = DynamicCapacityConfigurationTail.Layout.TryCheck(bytes, out error);
        view = ok ? new DynamicCapacityConfigurationTailView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public DynamicCapacityConfigurationTail ToValue() => new()
    {
        ExtentsSupported = ExtentsSupported,
        ExtentsAvailable = ExtentsAvailable,
        TagsSupported = TagsSupported,
        TagsAvailable = TagsAvailable,
    };
}
