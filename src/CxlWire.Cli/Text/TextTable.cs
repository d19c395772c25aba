using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>Rows in columns, each as wide as its widest cell; the last column is not padded.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>A heading and the rows below it.</summary>
    /// <param name="heading">Names of the columns.</param>
    /// <param name="roles">What each column holds.</param>
    /// <param name="rows">As many cells each as there are columns.</param>
    public static IEnumerable<DumpLine> Lines(
        IReadOnlyList<string> heading, IReadOnlyList<DumpRole> roles, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. heading.Select((h, i) => rows.Select(r => r[i].Length).Append(h.Length).Max())];
        yield return Line(heading, _ => DumpRole.Heading, widths);
        foreach (IReadOnlyList<string> row in rows)
            yield return Line(row, i => roles[i], widths);
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
