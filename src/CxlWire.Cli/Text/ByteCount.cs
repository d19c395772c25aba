using System.Globalization;
using System.Numerics;

namespace CxlWire.Cli.Text;

/// <summary>Numbers of bytes for people.</summary>
internal static class ByteCount
{
    private static readonly string[] _units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>In the largest unit of which it is a whole number: "1536 MiB", "2 GiB"; "0".</summary>
    public static string Text(ulong bytes)
    {
        if (bytes == 0)
            return "0";
        int unit = Math.Min(BitOperations.TrailingZeroCount(bytes) / 10, _units.Length - 1);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes >> (unit * 10)} {_units[unit]}");
    }
}
