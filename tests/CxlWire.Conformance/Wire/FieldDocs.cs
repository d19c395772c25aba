using System.Text.RegularExpressions;
using System.Xml.Linq;
using CxlWire.Protocol;

namespace CxlWire.Conformance.Wire;

/// <summary>What the declarations in Protocol say of types and fields, as plain text for a table.</summary>
internal static partial class FieldDocs
{
    // More are no help in a cell.
    private const int MaxNames = 16;

    private static readonly Dictionary<string, XElement> _members = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "CxlWire.Protocol.xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The sentence above a layout's declaration; empty where it is another under a payload's name.</summary>
    public static string Of(Layout layout) =>
        WirePage.TypeOf(layout) is { } type && type.GetProperty("Layout")!.GetValue(null) == layout
            ? Summary($"T:{type.FullName}")
            : "";

    /// <summary>What a field means: the sentence above it, then the names of its values.</summary>
    public static string Of(Layout layout, LayoutField field)
    {
        string property = field.Name.Replace("_", "", StringComparison.Ordinal);
        string summary = WirePage.TypeOf(layout) is { } type
            && type.GetProperties().FirstOrDefault(
                p => p.Name.Equals(property, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Summary($"P:{type.FullName}.{found.Name}")
            : "";
        string[] names = [.. Names(field)];
        string values = names.Length is 0 or > MaxNames || field.BitCount == 1 ? "" : $"{string.Join("; ", names)}.";
        return $"{summary} {values}".Trim();
    }

    private static IEnumerable<string> Names(LayoutField field) => field.DescribeUuid is { } describe
        ? from identifier in KitTables.Identifiers
          where describe(identifier) != identifier.ToString()
          select describe(identifier)
        : KitTables.NamedValues(field).Select(one => FormattableString.Invariant($"{one.Value}: {one.Name}"));

    private static string Summary(string member)
    {
        if (!_members.TryGetValue(member, out XElement? found) || found.Element("summary") is not { } summary)
            return "";
        string text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => Reference(see),
            XElement element => element.Value,
            _ => node.ToString(),
        }));
        return Blanks().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
    }

    private static string Reference(XElement see)
    {
        string name = see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? see.Value;
        return name[(name.LastIndexOf('.') + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
