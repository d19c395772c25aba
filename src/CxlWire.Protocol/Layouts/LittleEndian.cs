using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol;

/// <summary>Little-endian integers of the widths that BinaryPrimitives lacks.</summary>
internal static class LittleEndian
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadUInt24(ReadOnlySpan<byte> bytes) =>
        (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUInt24(Span<byte> destination, uint value)
    {
        destination[0] = (byte)value;
        destination[1] = (byte)(value >> 8);
        destination[2] = (byte)(value >> 16);
    }

    /// <summary>The first bytes, so many, 8 at most.</summary>
    /// <remarks>Where the length is a constant, as in nearly every layout, two reads that may overlap are left.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUpTo8(Span<byte> destination, int length, ulong value)
    {
        if (length == 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, value);
        }
        else if (length >= 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)value);
            BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(length - 4), (uint)(value >> (8 * (length - 4))));
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
