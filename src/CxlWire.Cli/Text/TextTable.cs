using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>
/// Rows in columns, each as wide as its widest cell; the last column is not padded. Where that is wider than a
/// terminal, the widest columns are narrower, and their cells go on in the next line; where that does not help, a row
/// has several lines. Nothing is left out.
/// </summary>
internal static class TextTable
{
    private const string Gap = "  ";

    // Where words have to be broken, they are not made shorter than this: a UUID is 36, and two of them fit 80 columns.
    private const int MaxWord = 36;

    /// <summary>A heading and the rows below it.</summary>
    /// <param name="heading">Names of the columns.</param>
    /// <param name="roles">What each column holds.</param>
    /// <param name="rows">As many cells each as there are columns.</param>
    /// <param name="width">Columns of the terminal; null: as many as are needed.</param>
    /// <param name="stack">Columns that begin another line where one line is too narrow.</param>
    public static IEnumerable<DumpLine> Lines(
        IReadOnlyList<string> heading,
        IReadOnlyList<DumpRole> roles,
        IReadOnlyList<IReadOnlyList<string>> rows,
        int? width = null,
        params IReadOnlyList<int> stack)
    {
        int[] least = [.. heading.Select((_, i) => LeastWidth(heading, rows, i))];
        bool isStacked = least.Sum() + (Gap.Length * (least.Length - 1)) > width;
        int[] starts = [0, .. isStacked ? stack : [], heading.Count];
        int[] widths = [.. heading.Select((h, i) => rows.Select(r => r[i].Length).Append(h.Length).Max())];
        for (int i = 1; i < starts.Length; i++)
        {
            int indent = i > 1 ? Gap.Length : 0;
            Range group = starts[i - 1]..starts[i];
            int room = (width ?? int.MaxValue) - (Gap.Length * (starts[i] - starts[i - 1] - 1)) - indent;
            Narrow(widths.AsSpan(group), least.AsSpan(group), room);
            Narrow(widths.AsSpan(group), [.. least[group].Select(word => Math.Min(word, MaxWord))], room);
        }

        foreach (DumpLine line in Wrapped(heading, _ => DumpRole.Heading, widths, starts))
            yield return line;
        foreach (DumpLine line in rows.SelectMany(row => Wrapped(row, i => roles[i], widths, starts)))
            yield return line;
    }

    /// <summary>What the longest word of a column needs.</summary>
    private static int LeastWidth(
        IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows, int column) =>
        rows.Select(r => r[column]).Append(heading[column]).SelectMany(cell => cell.Split(' '))
            .Max(word => word.Length);

    /// <summary>Takes from the widest columns, but no more than what they need at least leaves.</summary>
    private static void Narrow(Span<int> widths, ReadOnlySpan<int> least, int room)
    {
        int sum = 0;
        foreach (int width in widths)
            sum += width;
        for (; sum > room; sum--)
        {
            int widest = -1;
            for (int i = 0; i < widths.Length; i++)
            {
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]))
                    widest = i;
            }

            if (widest < 0)
                return;
            widths[widest]--;
        }
    }

    private static IEnumerable<DumpLine> Wrapped(
        IReadOnlyList<string> cells, Func<int, DumpRole> roleOf, int[] widths, int[] starts)
    {
        string[][] lines = [.. cells.Select((cell, i) => TextWrap.Lines(cell, widths[i], breaksWords: true).ToArray())];
        for (int group = 1; group < starts.Length; group++)
        {
            (int start, int end) = (starts[group - 1], starts[group]);
            int count = lines[start..end].Max(cell => cell.Length);
            for (int n = 0; n < count; n++)
            {
                yield return Line(
                    [.. lines.Select(cell => n < cell.Length ? cell[n] : "")], roleOf, widths, start, end);
            }
        }
    }

    private static DumpLine Line(
        string[] cells, Func<int, DumpRole> roleOf, int[] widths, int start, int end)
    {
        var spans = new List<DumpSpan>((cells.Length * 2) + 1);
        if (start > 0)
            spans.Add(new DumpSpan(DumpRole.Space, Gap));
        for (int i = start; i < end; i++)
        {
            bool isLast = i == end - 1;
            spans.Add(new DumpSpan(roleOf(i), isLast ? cells[i] : cells[i].PadRight(widths[i])));
            if (!isLast)
                spans.Add(new DumpSpan(DumpRole.Space, Gap));
        }

        return new DumpLine(spans);
    }
}
