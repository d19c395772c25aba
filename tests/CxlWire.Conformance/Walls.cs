using System.Xml.Linq;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>Which project may know which: docs/architecture.md has the picture, this the list.</summary>
public class Walls
{
    private static readonly Dictionary<string, string[]> _allowed = new(StringComparer.Ordinal)
    {
        ["CxlWire.Protocol"] = [],
        ["CxlWire.Device"] = ["CxlWire.Protocol"],
        ["CxlWire.Golden"] = ["CxlWire.Protocol"],
        ["CxlWire.Kaitai"] = [],
        ["CxlWire.Conversations"] = ["CxlWire.Protocol", "CxlWire.Device", "CxlWire.Golden", "CxlWire.Control"],
        ["CxlWire.Transport"] = ["CxlWire.Protocol", "CxlWire.Device"],
        ["CxlWire.Control"] = ["CxlWire.Device"],
    };

    public static TheoryData<string> Projects => [.. _allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_it_may_know(string project)
    {
        XDocument file = XDocument.Load(Repository.PathOf("src", project, $"{project}.csproj"));
        IEnumerable<string> references = file.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(
                reference =>
                    Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
        Assert.Empty(references.Except(_allowed[project]));
    }
}
