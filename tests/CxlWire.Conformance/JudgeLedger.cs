using CxlWire.Judge;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// docs/judge/rules.md and the pages beside it have the rules of the host as the code has them. CXLWIRE_UPDATE=1 writes
/// them.
/// </summary>
public class JudgeLedger
{
    private static readonly string _ledger = Repository.PathOf("docs", "judge", "rules.md");

    private static readonly string[] _heading =
    [
        "# Rules of the host",
        "",
        "What a driver owes the device, as the judge knows it: made from the code, where each rule is a file of",
        "`src/CxlWire.Judge/Rules`. A rule that is quoted (Q) or paraphrased (P) in public is a must, one that",
        "implementations and their reviewers keep (I) a should. H14 is told as info. Each has a page: what goes wrong,",
        "a driver that violates it, and what to do instead. How they are judged: [README.md](README.md).",
        "",
        "| rule | level | from | what a driver owes | what exercises it |",
        "|---|---|---|---|---|",
    ];

    public static TheoryData<string> Rules => [.. DriverRules.All.Select(rule => rule.Id)];

    [Fact]
    public void The_page_has_every_rule_as_the_code_has_it()
    {
        string[] expected =
        [
            .. _heading,
            .. DriverRules.All.Select(rule =>
                $"| <a id=\"{rule.Id}\"></a>[{rule.Id}]({rule.Id}.md) | {rule.Level.ToString().ToLowerInvariant()} | "
                    + $"{rule.Origin} | {rule.Text} | {rule.Exercise} |"),
        ];
        AssertFile(_ledger, expected);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_page(string id) => AssertFile(
        Repository.PathOf("docs", "judge", $"{id}.md"),
        [.. RulePage.Of(DriverRules.All.Single(rule => rule.Id == id))]);

    [Fact]
    public void No_page_is_of_a_rule_that_is_gone() => Assert.Equal(
        DriverRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.PathOf("docs", "judge"), "H*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_rules_are_H1_to_H34() =>
        Assert.Equal(Enumerable.Range(1, 34).Select(n => $"H{n}"), DriverRules.All.Select(rule => rule.Id));

    [Fact]
    public void The_origin_says_how_much_a_rule_binds() => Assert.All(
        DriverRules.All,
        rule => Assert.Equal(
            rule.Id == "H14" ? RuleLevel.Info : rule.Origin is 'Q' or 'P' ? RuleLevel.Must : RuleLevel.Should,
            rule.Level));

    private static void AssertFile(string file, string[] expected)
    {
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(file, string.Concat(expected.Select(line => line + "\n")));
        Assert.Equal(expected, File.ReadAllLines(file));
    }
}
