using System.Globalization;
using System.Text.Json;
using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.Verification.Patterns;

/// <summary>Fields of a payload, by name, with values as <c>cxlwire decode --json</c> prints them.</summary>
/// <param name="name">"request" or "reply".</param>
/// <param name="fields">An object; its document is not disposed of.</param>
internal sealed class FieldPattern(string name, JsonElement fields)
{
    /// <summary>Compares a payload.</summary>
    /// <param name="bytes">The payload.</param>
    /// <param name="layout">Its layout; null: nobody knows.</param>
    /// <param name="comparison">Takes what is the same, and what is not.</param>
    public void Compare(ReadOnlyMemory<byte> bytes, Layout? layout, Comparison comparison)
    {
        if (layout is null)
            comparison.Differ($"{name}: nobody knows the fields of this command");
        else if (FieldNode.TryRead(bytes, layout, out FieldNode? root, out LayoutError error))
            CompareObject(root, fields, name, comparison);
        else
            comparison.Differ($"{name}: {error}");
    }

    private static void CompareObject(FieldNode node, JsonElement expected, string path, Comparison comparison)
    {
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            string where = property.Name.StartsWith('[') ? path + property.Name : $"{path}.{property.Name}";
            FieldNode? found = node;
            foreach (string part in property.Name.Replace("[", ".[", StringComparison.Ordinal)
                .Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                found = found?.Children.FirstOrDefault(child => child.Name == part);
            }

            if (found is not null)
                Compare(found, property.Value, where, comparison);
            else
                comparison.Differ($"{where}: expected {Text(property.Value)}, and there is {Instead(node)}");
        }
    }

    private static void Compare(FieldNode node, JsonElement expected, string path, Comparison comparison)
    {
        if (expected.ValueKind == JsonValueKind.Object && node.Kind == FieldNodeKind.Structure)
        {
            CompareObject(node, expected, path, comparison);
        }
        else if (expected.ValueKind == JsonValueKind.Array && node.Kind == FieldNodeKind.List)
        {
            FieldNode[] entries = [.. node.Children];
            comparison.Check($"{path}, entries", Number(expected.GetArrayLength()), Number(entries.Length));
            foreach ((int i, JsonElement item) in expected.EnumerateArray().Index().Take(entries.Length))
                Compare(entries[i], item, FormattableString.Invariant($"{path}[{i}]"), comparison);
        }
        else if (Normal(Text(expected)) == Normal(node.Value))
        {
            comparison.Check(path, "", "");
        }
        else
        {
            comparison.Check(path, Text(expected), node.Value);
        }
    }

    private static string Instead(FieldNode node) => node.Children.Any()
        ? $"only {string.Join(", ", node.Children.Take(12).Select(child => child.Name))}" : "nothing";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? json.GetString()! : json.GetRawText();

    /// <summary>The same for a number in any base, and for bytes in any case.</summary>
    private static string Normal(string text)
    {
        string bare = text.Trim('"');
        return bare.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(bare.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong n)
                ? n.ToString(CultureInfo.InvariantCulture)
                : bare.ToUpperInvariant();
    }
}
