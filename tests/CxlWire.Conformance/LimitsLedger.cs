using System.Text.RegularExpressions;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// docs/limits.md says which tests hold which limit: its last column names them, as Class.method or as a step of
/// tools/acceptance.py.
/// </summary>
public partial class LimitsLedger
{
    private static readonly string[] _tables = ["Connections", "Bytes", "Files"];

    [Fact]
    public void Every_limit_names_tests_that_are_there()
    {
        HashSet<string> tests = FindTests();
        var rows = new Dictionary<string, int>();
        var wrong = new List<string>();
        string table = "";
        foreach (string line in File.ReadLines(Repository.PathOf("docs", "limits.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                table = line[3..];
            if (!_tables.Contains(table) || !line.StartsWith("| ", StringComparison.Ordinal)
                || line.EndsWith("| held by |", StringComparison.Ordinal))
            {
                continue;
            }

            rows[table] = rows.GetValueOrDefault(table) + 1;
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            string[] named = [.. NamePattern().Matches(cells[^2]).Select(m => m.Groups["name"].Value)];
            if (named.Length == 0)
                wrong.Add($"{cells[1]}: names no test");
            wrong.AddRange(named.Where(name => !tests.Contains(name)).Select(name => $"{cells[1]}: no test {name}"));
        }

        Assert.Equal([], wrong);
        Assert.Equal(_tables, rows.Keys);
        Assert.All(rows.Values, count => Assert.True(count > 5, "a table is not read as one"));
    }

    private static HashSet<string> FindTests()
    {
        var tests = new HashSet<string>(
            from Match step in StepPattern().Matches(File.ReadAllText(Repository.PathOf("tools", "acceptance.py")))
            select $"acceptance.py {step.Groups["name"].Value}",
            StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(
            Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories))
        {
            foreach (Match test in TestPattern().Matches(File.ReadAllText(file)))
                tests.Add($"{Path.GetFileNameWithoutExtension(file)}.{test.Groups["name"].Value}");
        }

        return tests;
    }

    [GeneratedRegex(@"`(?<name>[^`]+)`")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\n    public (async Task|Task|void) (?<name>[A-Z]\w+)\(")]
    private static partial Regex TestPattern();

    [GeneratedRegex(@"^def (?<name>\w+)\(folder\):", RegexOptions.Multiline)]
    private static partial Regex StepPattern();
}
