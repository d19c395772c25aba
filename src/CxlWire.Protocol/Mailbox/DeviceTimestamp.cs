using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.4.1 Get (0300h) and 8.2.9.4.2 Set Timestamp (0301h), 8 bytes.</summary>
/// <remarks>The value; <see cref="DeviceTimestampView"/> reads single fields in place.</remarks>
public readonly record struct DeviceTimestamp
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Timestamp = 0;
        public const int Size = 8;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Since 1970-01-01 UTC; 0 until set (E10), in nanoseconds.</summary>
    public ulong Timestamp { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DeviceTimestamp value, out LayoutError error)
    {
        bool ok = DeviceTimestampView.TryCreate(bytes, out DeviceTimestampView view, out error);
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

    internal static DeviceTimestamp Read(ReadOnlySpan<byte> bytes) => new DeviceTimestampView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.Timestamp), Timestamp);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("timestamp", Field.Timestamp, 8, "ns"),
        ];
        return new Layout("timestamp", "CXL r3.1 8.2.9.4.1 Get (0300h) and 8.2.9.4.2 Set Timestamp (0301h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.4.1 Get (0300h) and 8.2.9.4.2 Set Timestamp (0301h), read in place.</summary>
public readonly ref struct DeviceTimestampView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal DeviceTimestampView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, DeviceTimestamp.Field.Size);

    /// <summary>Since 1970-01-01 UTC; 0 until set (E10), in nanoseconds.</summary>
    public ulong Timestamp => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(DeviceTimestamp.Field.Timestamp));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out DeviceTimestampView view, out LayoutError error)
    {
        bool ok = DeviceTimestamp.Layout.TryCheck(bytes, out error);
        view = ok ? new DeviceTimestampView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public DeviceTimestamp ToValue() => new()
    {
        Timestamp = Timestamp,
    };
}
