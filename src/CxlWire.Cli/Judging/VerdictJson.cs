using System.Text.Json;
using CxlWire.Golden;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>Verdicts as JSON.</summary>
internal static class VerdictJson
{
    /// <summary>Writes all cases, and what became of each rule in any of them: the worst.</summary>
    public static void Write(Stream file, IReadOnlyList<JudgedCase> cases)
    {
        using (var json = new Utf8JsonWriter(file, FieldJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteStartArray("rules");
            for (int i = 0; cases.Count > 0 && i < cases[0].Verdicts.Results.Count; i++)
                Write(json, [.. cases.Select(one => one.Verdicts.Results[i])]);
            json.WriteEndArray();
            json.WriteStartArray("cases");
            foreach (JudgedCase one in cases)
                Write(json, one);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        file.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, JudgedCase one)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Name);
        json.WriteBoolean("good", one.Verdicts.IsGood);
        json.WriteStartArray("rules");
        foreach (RuleResult result in one.Verdicts.Results)
            Write(json, [result]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a rule, with its results of one or several cases.</summary>
    private static void Write(Utf8JsonWriter json, RuleResult[] results)
    {
        DriverRule rule = results[0].Rule;
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("level", VerdictText.NameOf(rule.Level));
        json.WriteString("origin", $"{rule.Origin}");
        json.WriteString("text", rule.Text);
        json.WriteString("exercise", rule.Exercise);
        json.WriteString("verdict", VerdictText.NameOf(results.Max(result => result.Verdict)));
        json.WriteNumber("kept", results.Sum(result => result.Kept));
        json.WriteNumber("violated", results.Sum(result => result.Violated));
        json.WriteStartArray("evidence");
        foreach (Evidence evidence in results.SelectMany(result => result.Evidence))
            Write(json, evidence);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject();
        json.WriteString("verdict", VerdictText.NameOf(evidence.Verdict));
        json.WriteNumber("host", evidence.HostId);
        json.WriteStartArray("steps");
        foreach (long step in evidence.Steps)
            json.WriteNumberValue(step);
        json.WriteEndArray();
        json.WriteString("expected", evidence.Expected);
        json.WriteString("seen", evidence.Seen);
        json.WriteEndObject();
    }
}
