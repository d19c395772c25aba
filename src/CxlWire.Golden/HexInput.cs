using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace CxlWire.Golden;

/// <summary>Why hexadecimal text could not be read.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Reason">What is wrong there.</param>
public readonly record struct HexInputError(int Line, int Column, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: {Reason}");
}

/// <summary>
/// Bytes as people write them: hexadecimal text. It may have blanks and line ends between bytes, "0x" before a group of
/// digits, an offset ending in ":" before the first byte of a line (it is not looked at), and comments from "#" or "|"
/// to the end of the line. Bytes are taken in the order in which they are written.
/// </summary>
public static class HexInput
{
    private const int LongestLook = 256;

    /// <summary>Reads text: a command line's argument.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out byte[]? bytes, out HexInputError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new List<byte>();
        bytes = null;
        error = default;
        int line = 1;
        foreach (string content in text.Split('\n'))
        {
            if (!TryReadLine(Encoding.UTF8.GetBytes(content), line++, output, out error))
                return false;
        }

        bytes = [.. output];
        return true;
    }

    /// <summary>Reads a line of text.</summary>
    /// <param name="line">The line, without its end; UTF-8, hostile or not.</param>
    /// <param name="number">Its number, from 1; before the first there may be a byte order mark.</param>
    /// <param name="output">The bytes are added there.</param>
    /// <param name="error">Where it is wrong.</param>
    public static bool TryReadLine(ReadOnlySpan<byte> line, int number, List<byte> output, out HexInputError error)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (number == 1 && line.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        return TryReadDigits(line, number, output, out error);
    }

    /// <summary>
    /// Whether bytes that were no use as they are may be text: whoever says so only asks, and takes them as bytes.
    /// </summary>
    public static bool MayBeText(ReadOnlySpan<byte> bytes)
    {
        int digits = 0;
        foreach (byte b in bytes[..Math.Min(bytes.Length, LongestLook)])
        {
            if (b is (byte)'#' or (byte)'|')
                return digits > 1;
            if (char.IsAsciiHexDigit((char)b))
                digits++;
            else if (b is not ((byte)'\n' or (byte)':' or (byte)'x' or (byte)'X') && !IsBlank(b))
                return false;
        }

        return digits > 1;
    }

    private static bool TryReadDigits(
        ReadOnlySpan<byte> line, int number, List<byte> output, out HexInputError error)
    {
        error = default;
        int comment = line.IndexOfAny((byte)'#', (byte)'|');
        if (comment >= 0)
            line = line[..comment];
        int at = AfterOffset(line);
        while (true)
        {
            while (at < line.Length && IsBlank(line[at]))
                at++;
            if (at == line.Length)
                return true;
            int end = at;
            while (end < line.Length && !IsBlank(line[end]))
                end++;
            if (!TryReadGroup(line[at..end], at, number, output, out error))
                return false;
            at = end;
        }
    }

    private static bool TryReadGroup(
        ReadOnlySpan<byte> group, int at, int line, List<byte> output, out HexInputError error)
    {
        error = default;
        int digits = group.StartsWith("0x"u8) || group.StartsWith("0X"u8) ? 2 : 0;
        for (int i = digits; i < group.Length; i++)
        {
            if (char.IsAsciiHexDigit((char)group[i]))
                continue;
            string shown = group[i] is > (byte)' ' and < 0x7F ? $"'{(char)group[i]}'" : $"the byte {group[i]:x2}h";
            error = new HexInputError(line, at + i + 1, $"{shown} is no hexadecimal digit");
            return false;
        }

        if (group.Length == digits || group.Length % 2 != 0)
        {
            string reason = group.Length == digits ? "no digits after 0x" : "an odd number of hexadecimal digits";
            error = new HexInputError(line, at + 1, reason);
            return false;
        }

        for (int i = digits; i < group.Length; i += 2)
            output.Add((byte)((Digit(group[i]) << 4) | Digit(group[i + 1])));
        return true;
    }

    /// <summary>Where the bytes begin: after "00000010:", if the line begins so.</summary>
    private static int AfterOffset(ReadOnlySpan<byte> line)
    {
        int start = 0;
        while (start < line.Length && IsBlank(line[start]))
            start++;
        int at = start;
        while (at < line.Length && char.IsAsciiHexDigit((char)line[at]))
            at++;
        return at > start && at < line.Length && line[at] == ':' ? at + 1 : 0;
    }

    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r';
}
