using System.Text.Json;
using CxlWire.Cli.Fixtures;

namespace CxlWire.Cli.Serving;

/// <summary>A member of device files, as their schema explains it.</summary>
/// <param name="Path">"regions[].length".</param>
/// <param name="Default">What it is where it is left out, as JSON; empty: see the explanation.</param>
/// <param name="Explanation">Sentences.</param>
internal sealed record DeviceMember(string Path, string Default, string Explanation)
{
    private const string Schema = $"{CarriedFiles.Devices}/device.schema.json";

    /// <summary>All of them, in the schema's order.</summary>
    public static DeviceMember[] ReadAll()
    {
        using var document = JsonDocument.Parse(CarriedFiles.Read(Schema));
        return [.. Read("", document.RootElement)];
    }

    private static IEnumerable<DeviceMember> Read(string prefix, JsonElement schema)
    {
        foreach (JsonProperty property in schema.GetProperty("properties").EnumerateObject())
        {
            // "$schema" is the editor's.
            if (property.Name.StartsWith('$'))
                continue;
            JsonElement member = property.Value;
            string path = prefix + property.Name;
            string otherwise = member.TryGetProperty("default", out JsonElement value) ? value.GetRawText() : "";
            string explanation =
                member.TryGetProperty("description", out JsonElement text) ? text.GetString()! : "";
            yield return new DeviceMember(path, otherwise, explanation);
            bool isList = member.TryGetProperty("items", out JsonElement items);
            JsonElement inner = isList ? items : member;
            if (!inner.TryGetProperty("properties", out _))
                continue;
            foreach (DeviceMember nested in Read($"{path}{(isList ? "[]" : "")}.", inner))
                yield return nested;
        }
    }
}
