using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CxlWire.Protocol;

/// <summary>
/// 16 raw bytes in wire order. The text form has the first byte first ("ca95afa7-f183-..." is
/// CAh 95h AFh A7h F1h 83h ...), unlike <see cref="Guid"/>, which would swap the first three groups.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct Uuid
{
    /// <summary>Size on the wire, in bytes.</summary>
    public const int Size = 16;

    // As they lie on the wire.
    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>A UUID of the numbers that its text shows.</summary>
    /// <param name="high">Bytes 0 to 7, the first the most significant.</param>
    /// <param name="low">Bytes 8 to 15, the first the most significant.</param>
    public Uuid(ulong high, ulong low) => (_first, _second) = (FromBigEndian(high), FromBigEndian(low));

    /// <summary>Bytes 0 to 7, the first the most significant.</summary>
    public ulong High => FromBigEndian(_first);

    /// <summary>Bytes 8 to 15, the first the most significant.</summary>
    public ulong Low => FromBigEndian(_second);

    /// <summary>Reads the first 16 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 16 bytes.</exception>
    public static Uuid Read(ReadOnlySpan<byte> bytes) => WireMemory.Read<Uuid>(bytes.Slice(0, Size));

    /// <summary>Writes the 16 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 16 bytes of room.</exception>
    public void Write(Span<byte> destination) => WireMemory.Write(destination.Slice(0, Size), 0, this);

    /// <summary>Reads 8-4-4-4-12 hexadecimal digits, in either case.</summary>
    public static bool TryParse(string? text, out Uuid value)
    {
        value = default;
        if (text is null || text.Length != 36)
            return false;
        ulong high = 0, low = 0;
        int digits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23)
            {
                if (text[i] != '-')
                    return false;
                continue;
            }

            int digit = HexDigit(text[i]);
            if (digit < 0)
                return false;
            if (digits++ < 16)
                high = (high << 4) | (uint)digit;
            else
                low = (low << 4) | (uint)digit;
        }

        value = new Uuid(high, low);
        return true;
    }

    /// <summary>8-4-4-4-12 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        string high = High.ToString("x16", CultureInfo.InvariantCulture);
        string low = Low.ToString("x16", CultureInfo.InvariantCulture);
        string first = $"{high.Substring(0, 8)}-{high.Substring(8, 4)}-{high.Substring(12)}";
        return $"{first}-{low.Substring(0, 4)}-{low.Substring(4)}";
    }

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private static ulong FromBigEndian(ulong value) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
