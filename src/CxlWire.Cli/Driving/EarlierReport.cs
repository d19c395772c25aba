using System.Text.Json;
using CxlWire.Golden;

namespace CxlWire.Cli.Driving;

/// <summary>What a JSON report of an earlier run says.</summary>
internal static class EarlierReport
{
    /// <summary>Names of the cases that failed.</summary>
    /// <exception cref="CliException">It is no such report.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> FailedCases(string file, string directory)
    {
        string path = Path.Combine(directory, file);
        if (new FileInfo(path) is { Exists: true, Length: > FieldJson.MaximumInput })
            throw new CliException($"{file}: more than {FieldJson.MaximumInput >> 20} MiB");
        try
        {
            using var report = JsonDocument.Parse(File.ReadAllBytes(path));
            if (report.RootElement.ValueKind != JsonValueKind.Object
                || !report.RootElement.TryGetProperty("cases", out JsonElement cases)
                || cases.ValueKind != JsonValueKind.Array)
            {
                throw new CliException($"{file}: cases: a report of 'cxlwire judge', as JSON, has an array there");
            }

            return
            [
                .. cases.EnumerateArray().Index()
                    .Select(one => FailedName(file, one.Index, one.Item)).OfType<string>(),
            ];
        }
        catch (JsonException e)
        {
            throw new CliException(
                FormattableString.Invariant($"{file}: line {e.LineNumber + 1} is no JSON"));
        }
    }

    private static string? FailedName(string file, int index, JsonElement one)
    {
        if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("name", out JsonElement name)
            || name.ValueKind != JsonValueKind.String)
        {
            throw new CliException(FormattableString.Invariant($"{file}: cases[{index}].name: text is needed"));
        }

        return one.TryGetProperty("good", out JsonElement good) && good.ValueKind == JsonValueKind.False
            ? name.GetString() : null;
    }
}
