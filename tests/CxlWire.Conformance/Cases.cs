using System.Text.Json;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// fixtures/cases: each is well formed, and together they speak of every rule. docs/judge/cases-list.md has them all;
/// CXLWIRE_UPDATE=1 writes it.
/// </summary>
public class Cases
{
    private static readonly string _directory = Repository.PathOf("fixtures", "cases");
    private static readonly string _list = Repository.PathOf("docs", "judge", "cases-list.md");

    private static readonly string[] _heading =
    [
        "# The cases",
        "",
        "The files of [`fixtures/cases`](../../fixtures/cases), which [cases.md](cases.md) explains: made from them.",
        "The rules are those that a case gives a driver reason to keep; one that does what it should has passed them",
        "afterwards.",
        "",
        "| case | what happens | rules |",
        "|---|---|---|",
    ];

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(_directory, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "case.schema")
            .Order(StringComparer.Ordinal)];

    private static DriverCase[] All => [.. Names.Select(name => Load(name.Data))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_has_the_name_of_its_file_a_sentence_and_rules_in_order(string name)
    {
        DriverCase read = Load(name);
        Assert.Equal(name, read.Name);
        Assert.Matches(@"^[A-Z0-9][^|]*\.$", read.Title);
        Assert.NotEmpty(read.Rules);
        Assert.Equal(read.Rules.Distinct().OrderBy(NumberOf), read.Rules);
        Assert.Contains(read.Steps, step => step is CaseStep.Until);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Written_and_read_again_a_case_is_the_same(string name)
    {
        byte[] written = Write(Load(name));
        Assert.Equal(written, Write(DriverCaseFile.Parse(written)));
    }

    [Fact]
    public void There_is_a_case_for_every_rule() => Assert.Empty(
        DriverRules.All.Select(rule => rule.Id).Except(All.SelectMany(each => each.Rules)));

    [Fact]
    public void No_two_cases_say_the_same() => Assert.Empty(
        All.GroupBy(each => each.Title).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void The_page_has_every_case()
    {
        string[] expected =
        [
            .. _heading,
            .. All.Select(each =>
                $"| [{each.Name}](../../fixtures/cases/{each.Name}.json) | {each.Title} | {Rules(each)} |"),
        ];
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(_list, string.Concat(expected.Select(line => line + "\n")));
        Assert.Equal(expected, File.ReadAllLines(_list));
    }

    [Fact]
    public void The_schema_knows_the_members_that_the_cases_have()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_directory, "case.schema.json")));
        JsonElement root = schema.RootElement.GetProperty("properties");
        JsonElement step = schema.RootElement.GetProperty("$defs").GetProperty("step").GetProperty("properties");
        Assert.All(Names, name =>
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(FileOf(name.Data)));
            Assert.Empty(MembersOf(file.RootElement).Except(MembersOf(root)));
            Assert.All(
                file.RootElement.GetProperty("steps").EnumerateArray(),
                one => Assert.Empty(MembersOf(one).Except(MembersOf(step))));
        });
    }

    [Fact]
    public void The_schema_has_no_member_that_the_reader_does_not_know()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_directory, "case.schema.json")));
        string source = File.ReadAllText(Repository.PathOf("src", "CxlWire.Judge", "Cases", "DriverCaseFile.cs"))
            + File.ReadAllText(Repository.PathOf("src", "CxlWire.Conversations", "StepReader.cs"));
        JsonElement step = schema.RootElement.GetProperty("$defs").GetProperty("step").GetProperty("properties");
        Assert.All(
            MembersOf(schema.RootElement.GetProperty("properties")).Concat(MembersOf(step)),
            member => Assert.Contains($"\"{member}\"", source, StringComparison.Ordinal));
    }

    private static IEnumerable<string> MembersOf(JsonElement element) =>
        element.EnumerateObject().Select(member => member.Name);

    private static int NumberOf(string rule) => int.Parse(rule.AsSpan(1));

    private static string Rules(DriverCase one) =>
        string.Join(' ', one.Rules.Select(rule => $"[{rule}](rules.md#{rule})"));

    private static byte[] Write(DriverCase written)
    {
        using var bytes = new MemoryStream();
        DriverCaseFile.Write(bytes, written);
        return bytes.ToArray();
    }

    private static string FileOf(string name) => Path.Combine(_directory, $"{name}.json");

    private static DriverCase Load(string name) => DriverCaseFile.Load(FileOf(name));
}
