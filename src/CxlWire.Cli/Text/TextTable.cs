using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>
/// Rows in columns, each as wide as its widest cell; the last column is not padded. Where that is wider than a
/// terminal, the widest columns are narrower, and their cells go on in the next line.
/// </summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>A heading and the rows below it.</summary>
    /// <param name="heading">Names of the columns.</param>
    /// <param name="roles">What each column holds.</param>
    /// <param name="rows">As many cells each as there are columns.</param>
    /// <param name="width">Columns of the terminal; null: as many as are needed.</param>
    public static IEnumerable<DumpLine> Lines(
        IReadOnlyList<string> heading,
        IReadOnlyList<DumpRole> roles,
        IReadOnlyList<IReadOnlyList<string>> rows,
        int? width = null)
    {
        int[] widths = [.. heading.Select((h, i) => rows.Select(r => r[i].Length).Append(h.Length).Max())];
        Narrow(widths, heading, rows, (width ?? int.MaxValue) - (Gap.Length * (widths.Length - 1)));
        foreach (DumpLine line in Wrapped(heading, _ => DumpRole.Heading, widths))
            yield return line;
        foreach (DumpLine line in rows.SelectMany(row => Wrapped(row, i => roles[i], widths)))
            yield return line;
    }

    /// <summary>Takes from the widest columns, but no more than their longest words leave.</summary>
    private static void Narrow(
        int[] widths, IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows, int room)
    {
        int[] least =
        [
            .. heading.Select((h, i) => rows.Select(r => r[i]).Append(h).SelectMany(cell => cell.Split(' '))
                .Max(word => word.Length)),
        ];
        while (widths.Sum() > room)
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

    private static IEnumerable<DumpLine> Wrapped(IReadOnlyList<string> cells, Func<int, DumpRole> roleOf, int[] widths)
    {
        string[][] lines = [.. cells.Select((cell, i) => TextWrap.Lines(cell, widths[i]).ToArray())];
        for (int n = 0; n < lines.Max(cell => cell.Length); n++)
            yield return Line([.. lines.Select(cell => n < cell.Length ? cell[n] : "")], roleOf, widths);
    }

    private static DumpLine Line(IReadOnlyList<string> cells, Func<int, DumpRole> roleOf, int[] widths)
    {
        var spans = new List<DumpSpan>(cells.Count * 2);
        for (int i = 0; i < cells.Count; i++)
        {
            bool isLast = i == cells.Count - 1;
            spans.Add(new DumpSpan(roleOf(i), isLast ? cells[i] : cells[i].PadRight(widths[i])));
            if (!isLast)
                spans.Add(new DumpSpan(DumpRole.Space, Gap));
        }

        return new DumpLine(spans);
    }
}
