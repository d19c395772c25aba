using System.Runtime.InteropServices;

namespace CxlWire.Protocol;

/// <summary>16 bytes of Latin-1 text, padded with zeros: a firmware revision.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct Text16
{
    /// <summary>Size on the wire, in bytes.</summary>
    public const int Size = 16;

    // As they lie on the wire.
    private readonly ulong _first;
    private readonly ulong _second;

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

        value = WireMemory.Read<Text16>(bytes);
        return true;
    }

    /// <summary>The bytes as Latin-1 characters, without the padding.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WireMemory.Write(bytes, 0, this);
        int length = Size;
        while (length > 0 && bytes[length - 1] == 0)
            length--;
        char[] characters = new char[length];
        for (int i = 0; i < length; i++)
            characters[i] = (char)bytes[i];
        return new string(characters);
    }
}
