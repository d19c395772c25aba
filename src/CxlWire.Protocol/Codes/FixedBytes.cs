using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol;

/// <summary>
/// 8 to 24 reserved bytes, kept as received (C3). A plain value, so that records that hold one
/// still compare by value.
/// </summary>
/// <param name="First">Bytes 0 to 7.</param>
/// <param name="Second">Bytes 8 to 15.</param>
/// <param name="Third">Bytes 16 to 23.</param>
public readonly record struct ReservedBytes(ulong First, ulong Second, ulong Third)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReservedBytes Read(ReadOnlySpan<byte> bytes, int length) =>
        new(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            length < 16 ? LittleEndian.ReadUpTo8(bytes.Slice(8), length - 8) : BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)),
            length > 16 ? LittleEndian.ReadUpTo8(bytes.Slice(16), length - 16) : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Write(Span<byte> destination, int length)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, First);
        if (length < 16)
            LittleEndian.WriteUpTo8(destination.Slice(8), length - 8, Second);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(8), Second);
        if (length > 16)
            LittleEndian.WriteUpTo8(destination.Slice(16), length - 16, Third);
    }
}

/// <summary>16 bytes of text, padded with zeros: a firmware revision.</summary>
/// <param name="High">Bytes 0 to 7, the first the most significant.</param>
/// <param name="Low">Bytes 8 to 15, the first the most significant.</param>
public readonly record struct Text16(ulong High, ulong Low)
{
    /// <summary>Size on the wire, in bytes.</summary>
    public const int Size = 16;

    /// <summary>The text's characters as Latin-1 bytes.</summary>
    /// <returns>False: longer than 16 characters, or one is no Latin-1 character.</returns>
    public static bool TryCreate(string text, out Text16 value)
    {
        value = default;
        if (text.Length > Size)
            return false;
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 0xFF)
                return false;
            bytes[i] = (byte)text[i];
        }

        value = Read(bytes);
        return true;
    }

    internal static Text16 Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8)));

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(8), Low);
    }

    /// <summary>The bytes as Latin-1 characters, without the padding.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        int length = Size;
        while (length > 0 && bytes[length - 1] == 0)
            length--;
        char[] characters = new char[length];
        for (int i = 0; i < length; i++)
            characters[i] = (char)bytes[i];
        return new string(characters);
    }
}

/// <summary>32 to 64 reserved bytes, kept as received (C3), comparing by value like <see cref="ReservedBytes"/>.</summary>
/// <param name="First">Bytes 0 to 23.</param>
/// <param name="Second">Bytes 24 to 47.</param>
/// <param name="Third">Bytes 48 to 63.</param>
public readonly record struct ReservedBytes64(ReservedBytes First, ReservedBytes Second, ReservedBytes Third)
{
    private const int Part = 24;

    internal static ReservedBytes64 Read(ReadOnlySpan<byte> bytes, int length) =>
        new(
            ReservedBytes.Read(bytes, Part),
            ReservedBytes.Read(bytes.Slice(Part), Math.Min(length - Part, Part)),
            length > 2 * Part ? ReservedBytes.Read(bytes.Slice(2 * Part), length - (2 * Part)) : default);

    internal void Write(Span<byte> destination, int length)
    {
        First.Write(destination, Part);
        Second.Write(destination.Slice(Part), Math.Min(length - Part, Part));
        if (length > 2 * Part)
            Third.Write(destination.Slice(2 * Part), length - (2 * Part));
    }
}

/// <summary>32 bytes of bits: bit n is bit n mod 8 of byte n / 8.</summary>
/// <param name="First">Bits 0 to 63.</param>
/// <param name="Second">Bits 64 to 127.</param>
/// <param name="Third">Bits 128 to 191.</param>
/// <param name="Fourth">Bits 192 to 255.</param>
public readonly record struct Bits256(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>Size on the wire, in bytes.</summary>
    public const int Size = 32;

    internal static Bits256 Read(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(16)),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(24)));

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, First);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(8), Second);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(16), Third);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(24), Fourth);
    }
}
