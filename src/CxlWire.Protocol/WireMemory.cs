using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CxlWire.Protocol;

/// <summary>
/// Reads and writes structs that are in memory what they are on the wire. Nothing here checks a length: whoever calls
/// has done so.
/// </summary>
internal static class WireMemory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(bytes));

    /// <summary>A struct the last bytes of which may not be there; they are 0 then.</summary>
    public static T ReadPadded<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        Span<byte> whole = stackalloc byte[size];
        whole.Clear();
        bytes.Slice(0, Math.Min(bytes.Length, size)).CopyTo(whole);
        return Read<T>(whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(Span<byte> destination, int offset, T value)
        where T : unmanaged =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), offset), value);

    /// <summary>The struct in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly T As<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(bytes));

    /// <summary>The bytes of a part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, int offset, int size) =>
#if NETSTANDARD2_0
        bytes.Slice(offset, size);
#else
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), offset), size);
#endif
}
