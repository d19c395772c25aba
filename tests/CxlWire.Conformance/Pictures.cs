using System.Text.RegularExpressions;
using System.Xml.Linq;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>Pictures that are drawn by hand say what code and documents say.</summary>
public partial class Pictures
{
    [Theory]
    [MemberData(nameof(Walls.Projects), MemberType = typeof(Walls))]
    public void The_architecture_says_what_a_project_may_know(string project)
    {
        XElement group = Groups("architecture.svg").Single(one => Id(one) == project);
        string[] known = [.. Walls.Allowed[project].Select(other => other["CxlWire.".Length..])];
        string said = Texts(group).Single(text => text.Attribute("class")!.Value.Split(' ')[0] == "k").Value;
        Assert.Equal(known.Length == 0 ? ["nothing"] : known.Order(), said.Split(", ").Order());
    }

    [Fact]
    public void The_architecture_has_the_projects_of_its_table()
    {
        IEnumerable<string> rows = ProjectRow().Matches(Document("architecture.md"))
            .Select(row => row.Groups["project"].Value)
            .Where(project => project != "CxlWire.Protocol.Generator"); // a part of Protocol's box
        Assert.Equal(rows.Order(), Groups("architecture.svg").Select(Id).Order());
    }

    [Fact]
    public void The_life_of_an_extent_has_the_arrows_and_the_rules_of_its_document()
    {
        Assert.Equal(
            Section().Matches(Document("life-of-an-extent.md")).Select(
                section => (section.Groups["number"].Value, RulesIn(section.Groups["rules"].Value))),
            Groups("life-of-an-extent.svg").Select(
                arrow => (Id(arrow)["arrow".Length..], RulesIn(string.Join(' ', Texts(arrow).Select(t => t.Value))))));
    }

    [Fact]
    public void The_life_of_an_extent_names_rules_that_there_are()
    {
        string ledger = Document("rules.md");
        string said = string.Concat(XElement.Load(PathOf("life-of-an-extent.svg")).Descendants()
            .Where(element => element.Name.LocalName == "text").Select(text => text.Value + " "));
        Assert.All(
            RulesIn(said).Split(' '),
            rule => Assert.Contains($"<a id=\"{rule}\"></a>", ledger, StringComparison.Ordinal));
    }

    private static IEnumerable<XElement> Groups(string picture) =>
        XElement.Load(PathOf(picture)).Elements()
            .Where(one => one.Name.LocalName == "g" && one.Attribute("id") is not null);

    private static IEnumerable<XElement> Texts(XElement group) =>
        group.Elements().Where(one => one.Name.LocalName == "text");

    private static string Id(XElement element) => element.Attribute("id")!.Value;

    /// <summary>The rules' IDs in a text, in its order.</summary>
    private static string RulesIn(string text) => string.Join(' ', Rule().Matches(text).Select(match => match.Value));

    private static string Document(string name) => File.ReadAllText(PathOf(name));

    private static string PathOf(string name) => Repository.PathOf("docs", name);

    [GeneratedRegex(@"^\| `(?<project>CxlWire\.[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ProjectRow();

    [GeneratedRegex(@"^### (?<number>\d+)\. (?:.*\n)+?Rules: (?<rules>.*)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\b[A-Z]\d+\b(?!\.md|\))")]
    private static partial Regex Rule();
}
