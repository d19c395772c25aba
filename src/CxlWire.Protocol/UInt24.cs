using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CxlWire.Protocol;

/// <summary>Three bytes that hold a little-endian number.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct UInt24
{
    private readonly ushort _low;
    private readonly byte _high;

    /// <summary>Keeps the low 24 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt24(uint value) => (_low, _high) = (LittleEndian.Convert((ushort)value), (byte)(value >> 16));

    /// <summary>The number.</summary>
    public uint Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => LittleEndian.Convert(_low) | ((uint)_high << 16);
    }
}
