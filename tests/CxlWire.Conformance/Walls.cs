using System.Xml.Linq;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>Which project may know which: docs/architecture.md has the picture, this the list.</summary>
public class Walls
{
    /// <summary>By project, those of ours that it may reference.</summary>
    internal static Dictionary<string, string[]> Allowed { get; } = new(StringComparer.Ordinal)
    {
        ["CxlWire.Protocol"] = [],
        ["CxlWire.Device"] = ["CxlWire.Protocol"],
        ["CxlWire.Golden"] = ["CxlWire.Protocol"],
        ["CxlWire.Kaitai"] = [],
        ["CxlWire.Conversations"] = ["CxlWire.Protocol", "CxlWire.Device", "CxlWire.Golden", "CxlWire.Control"],
        ["CxlWire.Verification"] = ["CxlWire.Protocol", "CxlWire.Device", "CxlWire.Golden"],
        ["CxlWire.Judge"] = ["CxlWire.Protocol", "CxlWire.Device", "CxlWire.Conversations", "CxlWire.Verification"],
        ["CxlWire.Transport"] = ["CxlWire.Protocol", "CxlWire.Device"],
        ["CxlWire.Control"] = ["CxlWire.Device", "CxlWire.Golden", "CxlWire.Verification"],
        ["CxlWire.Testing"] =
        [
            "CxlWire.Protocol", "CxlWire.Device", "CxlWire.Transport", "CxlWire.Golden", "CxlWire.Verification",
            "CxlWire.Judge",
        ],
        ["CxlWire.Testing.FsCheck"] =
        [
            "CxlWire.Protocol", "CxlWire.Device", "CxlWire.Conversations", "CxlWire.Judge", "CxlWire.Testing",
        ],
    };

    /// <summary>Packages of others that ours bring along. What only a build needs is not brought along.</summary>
    private static readonly Dictionary<string, string[]> _brought = new(StringComparer.Ordinal)
    {
        ["CxlWire.Protocol"] = ["System.Memory"],
        ["CxlWire.Device"] = ["System.Text.Json"],
        ["CxlWire.Golden"] = [],
        ["CxlWire.Kaitai"] = ["KaitaiStruct.Runtime.CSharp"],
        ["CxlWire.Conversations"] = [],
        ["CxlWire.Verification"] = [],
        ["CxlWire.Judge"] = [],
        ["CxlWire.Transport"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["CxlWire.Control"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["CxlWire.Testing"] = [],
        ["CxlWire.Testing.FsCheck"] = ["FsCheck", "FSharp.Core"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

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
        Assert.Empty(references.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_brings_along_what_it_may(string project)
    {
        XDocument file = XDocument.Load(Repository.PathOf("src", project, $"{project}.csproj"));
        IEnumerable<string> packages = file.Descendants("PackageReference")
            .Where(reference => (string?)reference.Attribute("PrivateAssets") != "all")
            .Select(reference => (string)reference.Attribute("Include")!);
        Assert.Empty(packages.Except(_brought[project]));
    }
}
