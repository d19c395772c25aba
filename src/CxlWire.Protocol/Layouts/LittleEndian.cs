namespace CxlWire.Protocol;

/// <summary>Little-endian integers of the widths that BinaryPrimitives lacks.</summary>
internal static class LittleEndian
{
    public static uint ReadUInt24(ReadOnlySpan<byte> bytes) =>
        (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));

    public static void WriteUInt24(Span<byte> destination, uint value)
    {
        destination[0] = (byte)value;
        destination[1] = (byte)(value >> 8);
        destination[2] = (byte)(value >> 16);
    }

    /// <summary>As many bytes as the span has, 8 at most.</summary>
    public static ulong ReadUpTo8(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    /// <inheritdoc cref="ReadUpTo8"/>
    public static void WriteUpTo8(Span<byte> destination, ulong value)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (byte)(value >> (8 * i));
    }
}
