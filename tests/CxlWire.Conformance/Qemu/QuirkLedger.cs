using System.Text.RegularExpressions;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Conformance.Qemu;

/// <summary>
/// docs/qemu.md says which tests hold which row: a test belongs to the rows whose numbers its name begins with.
/// CXLWIRE_UPDATE=1 writes the last column anew.
/// </summary>
public partial class QuirkLedger
{
    private static readonly string _page = Repository.PathOf("docs", "qemu.md");

    [Fact]
    public void Every_row_names_its_test()
    {
        Dictionary<string, string> tests = FindTests();
        string[] lines = File.ReadAllLines(_page);
        var rows = new List<string>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (RowPattern().Match(lines[i]) is not { Success: true } row)
                continue;
            string quirk = row.Groups["quirk"].Value;
            rows.Add(quirk);
            Assert.True(
                tests.TryGetValue(quirk, out string? test), $"{quirk} has no test: one whose name begins with Q");
            lines[i] = $"{row.Groups["start"].Value}`{test}` |";
        }

        Assert.Equal([], QemuQuirkNames.Rows.Select(QemuQuirkNames.NameOf).Except(rows));
        Assert.Equal([], tests.Keys.Except(rows));
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllLines(_page, lines);
        Assert.Equal(lines, File.ReadAllLines(_page));
    }

    private static Dictionary<string, string> FindTests()
    {
        IEnumerable<(string Quirk, string Name)> found =
            from file in Directory.EnumerateFiles(Repository.PathOf("tests", "CxlWire.Device.Tests"), "*.cs")
            from Match test in TestPattern().Matches(File.ReadAllText(file))
            from Capture number in test.Groups["number"].Captures
            select ($"q{number.Value}", $"{Path.GetFileNameWithoutExtension(file)}.{test.Groups["name"].Value}");
        return found.GroupBy(f => f.Quirk, f => f.Name, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key, g => string.Join("`, `", g.Order(StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    // Rows of the first table: number, what QEMU does, rule, switch, test.
    [GeneratedRegex(@"^(?<start>\| (?<quirk>q\d+) \|[^|]*\|[^|]*\|[^|]*\| )[^|]*\|$")]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"public void (?<name>Q(?<number>\d+)(_q(?<number>\d+))*_\w+)\(")]
    private static partial Regex TestPattern();
}
