using System.Globalization;
using System.Numerics;
using System.Text;
using CxlWire.Protocol;

namespace CxlWire.Golden;

/// <summary>Words for values.</summary>
internal static class FieldText
{
    /// <summary>Name of what follows a list.</summary>
    public const string Tail = "tail";

    private static readonly string[] _binaryUnits = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>"no bytes", "1 byte", "2 bytes".</summary>
    public static string Length(int bytes) => bytes switch
    {
        0 => "no bytes",
        1 => "1 byte",
        _ => $"{bytes} bytes",
    };

    /// <summary>Text between quotes, with \xNN for what a terminal should not get.</summary>
    public static string Quote(string latin1)
    {
        var text = new StringBuilder("\"");
        foreach (char c in latin1)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                text.Append(c);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
        }

        return text.Append('"').ToString();
    }

    /// <inheritdoc cref="FieldNode.Meaning"/>
    public static string? Meaning(FieldNode node)
    {
        if (node.Field is not { } field)
            return null;
        if (field.IsReserved)
            return IsZero(node) ? null : "reserved, not 0";
        return node.Kind switch
        {
            FieldNodeKind.Uuid when field.DescribeUuid is { } describe =>
                Fresh(describe(Uuid.Read(node.Bytes.Span)), node.Value, null),
            FieldNodeKind.Number when field.Describe is { } describe =>
                Fresh(describe(node.Number), node.Value, node.Number),
            FieldNodeKind.Number when !node.IsSigned => OfUnit(field, node.Number),
            _ => null,
        };
    }

    /// <summary>Whether the field's own bits are all 0.</summary>
    public static bool IsZero(FieldNode node) => node.Kind is FieldNodeKind.Number or FieldNodeKind.Flag
        ? node.Number == 0
        : !node.Bytes.Span.ContainsAnyExcept((byte)0);

    /// <summary>
    /// A description without the value that stands beside it: "Get Log (0401h)" says "Get Log", "7" nothing.
    /// </summary>
    private static string? Fresh(string description, string value, ulong? number)
    {
        if (IsValue(description, value, number))
            return null;
        int at = description.LastIndexOf(" (", StringComparison.Ordinal);
        bool repeats = at > 0 && description.EndsWith(')') && IsValue(description[(at + 2)..^1], value, number);
        return repeats ? description[..at] : description;
    }

    private static bool IsValue(string text, string value, ulong? number)
    {
        if (text == value)
            return true;
        ReadOnlySpan<char> digits = text.EndsWith('h') ? text.AsSpan(0, text.Length - 1) : "";
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex)
            && hex == number;
    }

    private static string? OfUnit(LayoutField field, ulong value) => field.Unit switch
    {
        "bytes" => Size(value),
        "256 MiB" => Size(new BigInteger(value) << 28),
        "2^n bytes" when value <= 63 => Size(BigInteger.One << (int)value) ?? $"{1UL << (int)value} bytes",
        "ns" when value != 0 && field.Name.EndsWith("timestamp", StringComparison.Ordinal) => Time(value),
        _ => null,
    };

    /// <summary>A size in the largest unit that divides it; null where that is a byte, or past 64 bits.</summary>
    private static string? Size(BigInteger bytes)
    {
        // No device is that large: the number is no size.
        if (bytes > ulong.MaxValue)
            return null;
        int unit = 0;
        while (!bytes.IsZero && bytes % 1024 == 0 && unit < _binaryUnits.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return unit == 0 ? null : $"{bytes} {_binaryUnits[unit]}";
    }

    /// <summary>Nanoseconds since 1970-01-01 UTC; 64 bits of them end in 2554.</summary>
    private static string Time(ulong nanoseconds)
    {
        const ulong Second = 1_000_000_000;
        DateTime time = DateTime.UnixEpoch.AddSeconds(nanoseconds / Second);
        string seconds = time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        string fraction = (nanoseconds % Second).ToString("d9", CultureInfo.InvariantCulture).TrimEnd('0');
        return fraction.Length == 0 ? $"{seconds} UTC" : $"{seconds}.{fraction} UTC";
    }
}
