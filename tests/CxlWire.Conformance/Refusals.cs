using System.Reflection;
using System.Text.RegularExpressions;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>What refusals name is there: the rule in the ledger or among the quirks, the field in its layout.</summary>
public partial class Refusals
{
    [Fact]
    public void A_rule_that_is_named_is_in_the_ledger_or_a_quirk()
    {
        string pages = File.ReadAllText(Repository.PathOf("docs", "rules.md")) + File.ReadAllText(
            Repository.PathOf("docs", "qemu.md"));
        string[] rules = [.. RowPattern().Matches(pages).Select(row => row.Groups["rule"].Value)];
        IEnumerable<string> unknown =
            from file in Sources()
            from Match named in RulePattern().Matches(file.Text)
            where !rules.Contains(named.Groups["rule"].Value)
            select $"{file.Name}: {named.Groups["rule"].Value}";
        Assert.Equal([], unknown);
    }

    [Fact]
    public void A_field_that_is_named_is_in_its_layout()
    {
        var named = (
            from file in Sources()
            from Match at in LayoutPattern().Matches(file.Text)
            let direct = at.Groups["field"].Value
            from field in direct.Length > 0
                ? [direct] : CallPattern().Matches(file.Text).Select(c => c.Groups["field"].Value)
            select (file.Name, Layout: at.Groups["layout"].Value, Field: field)).ToArray();
        Assert.True(named.Length > 15, "the pattern finds the calls");
        Assert.All(
            named, call =>
                Assert.True(HasField(call.Layout, call.Field), $"{call.Name}: {call.Layout} has no {call.Field}"));
    }

    private static bool HasField(string owner, string field)
    {
        string[] path = owner.Split('.');
        Type type = typeof(Layout).Assembly.GetExportedTypes().Single(t => t.Name == path[0]);
        var layout = (Layout)type.GetProperty(path[1], BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return layout.List?.Name == field || layout.Fields.Any(f => f.Name == field);
    }

    private static IEnumerable<(string Name, string Text)> Sources() =>
        from path in Directory.EnumerateFiles(
            Repository.PathOf("src", "CxlWire.Device"), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Repository.PathOf("src"), path)
        where !name.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
        select (name, File.ReadAllText(path));

    [GeneratedRegex(@"^\| (<a id=""\w+""></a>)?(?<rule>[A-Za-z]\d+) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    // "A3", "q7"; and whatever stands where a refusal's rule does.
    [GeneratedRegex("\"(?<rule>[A-Za-z]\\d+|\\d{4}h)\"|ReturnCode\\.\\w+,\\s*\"(?<rule>[^\"\\s]+)\",")]
    private static partial Regex RulePattern();

    // Refusal.At(Layout, "field", ...), or a method of the file that has the layout.
    [GeneratedRegex("Refusal\\.At\\(\\s*(?<layout>\\w+\\.\\w+),\\s*(\"(?<field>\\w+)\"|field\\b)")]
    private static partial Regex LayoutPattern();

    [GeneratedRegex("(?<!\\.)\\bRefuse\\(\\s*\"(?<field>\\w+)\"")]
    private static partial Regex CallPattern();
}
