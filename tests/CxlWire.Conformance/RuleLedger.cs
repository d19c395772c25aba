using System.Text.RegularExpressions;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// docs/rules.md says which test holds which rule: a test belongs to the rule whose ID its name begins
/// with; Q3 and the like are quirks, which docs/qemu.md has. CXLWIRE_UPDATE=1 writes the last column anew, and the
/// anchors that others link to: docs/rules.md#A2.
/// </summary>
public partial class RuleLedger
{
    private static readonly string _ledger = Repository.PathOf("docs", "rules.md");

    [Fact]
    public void The_ledger_names_the_tests_of_every_rule()
    {
        SortedDictionary<string, List<string>> tests = FindTests();
        string[] lines = File.ReadAllLines(_ledger);
        var known = new HashSet<string>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (RowPattern().Match(lines[i]) is not { Success: true } row)
                continue;
            string rule = row.Groups["rule"].Value;
            Assert.True(known.Add(rule), $"{rule} stands twice in docs/rules.md");
            Assert.True(
                OriginPattern().IsMatch(row.Groups["from"].Value), $"{rule} does not say where it is from: Q, P, I, O");
            string named = tests.TryGetValue(rule, out List<string>? found) ? string.Join("<br>", found) : "open";
            lines[i] = $"| <a id=\"{rule}\"></a>{rule} |{row.Groups["what"].Value}{named} |";
        }

        Assert.Equal([], tests.Keys.Where(rule => !known.Contains(rule)));
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllLines(_ledger, lines);
        Assert.Equal(lines, File.ReadAllLines(_ledger));
    }

    private static SortedDictionary<string, List<string>> FindTests()
    {
        var tests = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(
            Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string folder = Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar;
            if (file.Contains(folder, StringComparison.Ordinal))
                continue;
            foreach (Match test in TestPattern().Matches(File.ReadAllText(file)))
            {
                string rule = test.Groups["rule"].Value;
                if (!tests.TryGetValue(rule, out List<string>? names))
                    tests.Add(rule, names = []);
                names.Add($"`{Path.GetFileNameWithoutExtension(file)}.{test.Groups["name"].Value}`");
            }
        }

        return tests;
    }

    [GeneratedRegex(@"^\| (<a id=""\w+""></a>)?(?<rule>[A-PR-Z]\d+) \|(?<what>(?<from>[^|]*)\|.*\| )(open|`.*`) \|$")]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^ [QPIO](\+[QPIO])* $")]
    private static partial Regex OriginPattern();

    [GeneratedRegex(@"public (async Task|Task|void) (?<name>(?<rule>[A-PR-Z]\d+)_\w+)\(")]
    private static partial Regex TestPattern();
}
