using System.Globalization;
using System.Text;

namespace CxlWire.Cli.Driving;

/// <summary>The last lines that a program printed, however much it prints. Any thread may call.</summary>
internal sealed class OutputTail
{
    /// <summary>Lines that are told.</summary>
    public const int MaxLines = 20;

    private const int MaxBytes = 8 << 10;
    private const int MaxLine = 200;

    private readonly Lock _lock = new();
    private readonly byte[] _bytes = new byte[2 * MaxBytes];
    private int _length;
    private bool _isCut;

    /// <summary>
    /// The lines, without what a terminal might take for a command; the first is "..." where more was said.
    /// </summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            string text;
            lock (_lock)
                text = Encoding.UTF8.GetString(_bytes, 0, _length);
            string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            bool isCut = _isCut || lines.Length > MaxLines;
            IEnumerable<string> last = lines.TakeLast(MaxLines).Select(Legal);
            return [.. isCut ? last.Prepend("...") : last];
        }
    }

    /// <summary>Takes in what was printed.</summary>
    public void Add(ReadOnlySpan<byte> printed)
    {
        lock (_lock)
        {
            if (printed.Length > MaxBytes)
            {
                printed = printed[^MaxBytes..];
                _isCut = true;
            }

            if (_length + printed.Length > _bytes.Length)
            {
                int kept = MaxBytes - Math.Min(printed.Length, MaxBytes);
                _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
                (_length, _isCut) = (kept, true);
            }

            printed.CopyTo(_bytes.AsSpan(_length));
            _length += printed.Length;
        }
    }

    private static string Legal(string line)
    {
        line = line.TrimEnd('\r').Replace('\t', ' ');
        string legal = string.Concat(line.Take(MaxLine).Select(
            c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '?' : c));
        return line.Length > MaxLine ? $"{legal}..." : legal;
    }
}
