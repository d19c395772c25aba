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
            foreach ((int i, RuleResult worst) in WorstVerdicts.Of(cases).Results.Index())
            {
                Write(json, worst, () =>
                {
                    foreach (JudgedCase one in cases)
                    {
                        foreach (Evidence evidence in one.Verdicts.Results[i].Evidence)
                            Write(json, evidence, one.Case is null ? null : one.Name);
                    }
                });
            }

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
        if (one.Skipped is { } why)
            json.WriteString("skipped", why);
        else
            WriteJudged(json, one);
        json.WriteEndObject();
    }

    private static void WriteJudged(Utf8JsonWriter json, JudgedCase one)
    {
        json.WriteBoolean("good", one.IsGood);
        if (one.Case is { } played)
        {
            json.WriteString("title", played.Title);
            json.WriteString("driver", one.DriverEnd);
            Write(json, "remarks", one.Remarks);
            Write(json, "output", one.IsGood ? [] : one.Output);
        }

        json.WriteStartArray("rules");
        foreach (RuleResult result in one.Verdicts.Results)
        {
            Write(json, result, () =>
            {
                foreach (Evidence evidence in result.Evidence)
                    Write(json, evidence, ofCase: null);
            });
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> lines)
    {
        json.WriteStartArray(name);
        foreach (string line in lines)
            json.WriteStringValue(line);
        json.WriteEndArray();
    }

    /// <summary>Writes what became of a rule.</summary>
    private static void Write(Utf8JsonWriter json, RuleResult result, Action writeEvidence)
    {
        DriverRule rule = result.Rule;
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("level", VerdictText.NameOf(rule.Level));
        json.WriteString("origin", $"{rule.Origin}");
        json.WriteString("text", rule.Text);
        json.WriteString("exercise", rule.Exercise);
        json.WriteString("page", rule.Page);
        json.WriteString("verdict", VerdictText.NameOf(result.Verdict));
        json.WriteNumber("kept", result.Kept);
        json.WriteNumber("violated", result.Violated);
        json.WriteStartArray("evidence");
        writeEvidence();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Evidence evidence, string? ofCase)
    {
        json.WriteStartObject();
        if (ofCase is not null)
            json.WriteString("case", ofCase);
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
