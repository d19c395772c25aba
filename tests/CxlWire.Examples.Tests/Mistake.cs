using System.Text.Json;
using CxlWire.Tests;

namespace CxlWire.Examples.Tests;

/// <summary>A mistake that a driver could have: a piece of the driver's text, and what stands in its place.</summary>
/// <param name="Name">What the driver does.</param>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Also">Rules that are broken as well, since one thing leads to another.</param>
/// <param name="Case">The case of fixtures/cases that shows it.</param>
/// <param name="Find">Stands once in the driver.</param>
/// <param name="Replace">What stands there instead.</param>
internal sealed record Mistake(
    string Name, string Rule, IReadOnlyList<string> Also, string Case, string Find, string Replace)
{
    /// <summary>All of mistakes.json.</summary>
    public static IReadOnlyList<Mistake> All { get; } = Load();

    private static Mistake[] Load()
    {
        using var file = JsonDocument.Parse(
            File.ReadAllText(Repository.PathOf("tests", "CxlWire.Examples.Tests", "mistakes.json")));
        return [.. file.RootElement.EnumerateArray().Select(mistake => new Mistake(
            mistake.GetProperty("name").GetString()!,
            mistake.GetProperty("rule").GetString()!,
            mistake.TryGetProperty("also", out JsonElement also)
                ? [.. also.EnumerateArray().Select(rule => rule.GetString()!)] : [],
            mistake.GetProperty("case").GetString()!,
            Lines(mistake.GetProperty("find")),
            Lines(mistake.GetProperty("replace"))))];
    }

    private static string Lines(JsonElement lines) =>
        string.Join('\n', lines.EnumerateArray().Select(line => line.GetString()));
}
