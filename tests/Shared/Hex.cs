using System.Globalization;

namespace CxlWire.Tests;

/// <summary>Bytes as tests write them: hexadecimal digits, spaces wherever they help.</summary>
internal static class Hex
{
    public static byte[] Bytes(params string[] parts) =>
        Convert.FromHexString(string.Concat(parts).Replace(" ", "", StringComparison.Ordinal));

    public static string U16(int value) => Little((ulong)value, 2);

    public static string U32(long value) => Little((ulong)value, 4);

    public static string U64(ulong value) => Little(value, 8);

    public static string Zeros(int count) => new('0', count * 2);

    public static string Text(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static string Little(ulong value, int size)
    {
        string text = "";
        for (int i = 0; i < size; i++)
            text += ((byte)(value >> (8 * i))).ToString("x2", CultureInfo.InvariantCulture);
        return text;
    }
}
