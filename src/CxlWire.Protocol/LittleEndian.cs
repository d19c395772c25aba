using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol;

/// <summary>Little-endian integers: of this machine's order, and of widths that BinaryPrimitives lacks.</summary>
internal static class LittleEndian
{
    /// <summary>A number as it lies on the wire from one of this machine's, or the other way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Convert(ushort value) =>
        BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <inheritdoc cref="Convert(ushort)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Convert(uint value) =>
        BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <inheritdoc cref="Convert(ushort)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Convert(ulong value) =>
        BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>The first bytes, so many, 8 at most.</summary>
    public static ulong ReadUpTo8(ReadOnlySpan<byte> bytes, int length)
    {
        if (length == 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length >= 4)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(bytes)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(length - 4)) << (8 * (length - 4)));
        }

        if (length >= 2)
            return BinaryPrimitives.ReadUInt16LittleEndian(bytes) | ((ulong)bytes[length - 1] << (8 * (length - 1)));
        return length == 1 ? bytes[0] : 0UL;
    }

    /// <inheritdoc cref="ReadUpTo8"/>
    public static void WriteUpTo8(Span<byte> destination, int length, ulong value)
    {
        if (length == 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, value);
        }
        else if (length >= 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)value);
            int rest = length - 4;
            BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(rest), (uint)(value >> (8 * rest)));
        }
        else if (length >= 2)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)value);
            destination[length - 1] = (byte)(value >> (8 * (length - 1)));
        }
        else if (length == 1)
        {
            destination[0] = (byte)value;
        }
    }
}
