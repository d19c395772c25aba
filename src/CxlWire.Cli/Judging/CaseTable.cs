using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>What became of a driver in cases, as people read it.</summary>
internal static class CaseTable
{
    /// <summary>A line for a case: "FAILED   refused-response  H7 violated; 9 rules kept".</summary>
    /// <param name="judged">The case.</param>
    /// <param name="width">Letters that the longest name has.</param>
    public static DumpLine LineOf(JudgedCase judged, int width)
    {
        (string word, DumpRole role) = judged switch
        {
            { Skipped: not null } => ("skipped", DumpRole.Offset),
            { IsGood: true } => ("good", DumpRole.Value),
            _ => ("FAILED", DumpRole.Error),
        };
        return new DumpLine(
        [
            new DumpSpan(role, word.PadRight(9)),
            new DumpSpan(DumpRole.Group, judged.Name.PadRight(width + 2)),
            new DumpSpan(DumpRole.Field, judged.Skipped ?? Summarize(judged)),
        ]);
    }

    /// <summary>Prints the rules, the worst of them counting, what was found, and how drivers ended.</summary>
    public static void Print(LinePrinter printer, IReadOnlyList<JudgedCase> cases, int? width)
    {
        Verdicts worst = WorstVerdicts.Of(cases);
        printer.WriteLine();
        VerdictTable.PrintResults(printer, worst, width);
        string[][] found =
        [
            .. from index in Enumerable.Range(0, worst.Results.Count)
               from one in cases
               let result = one.Verdicts.Results[index]
               from evidence in result.Evidence
               select (string[])[result.Rule.Id, one.Name, .. VerdictTable.CellsOf(evidence)],
        ];
        if (found.Length > 0)
        {
            printer.WriteLine();
            printer.Write(TextTable.Lines(
                ["rule", "case", "found", "host", "steps", "expected", "seen"],
                [
                    DumpRole.Group, DumpRole.Group, DumpRole.Error, DumpRole.Offset, DumpRole.Offset,
                    DumpRole.Meaning, DumpRole.Value,
                ],
                found,
                width,
                stack: 5));
        }

        foreach (JudgedCase one in cases)
            PrintRemarks(printer, one);
        printer.WriteLine();
        printer.Write(DumpRole.Heading, Summarize(cases));
        printer.Write(DumpRole.Heading, VerdictText.Summarize(worst));
    }

    /// <summary>"57 cases: 54 good, 2 failed (offer, overflow), 1 skipped".</summary>
    public static string Summarize(IReadOnlyList<JudgedCase> cases)
    {
        string[] failed = [.. cases.Where(one => !one.IsGood).Select(one => one.Name)];
        int skipped = cases.Count(one => one.Skipped is not null);
        string which = failed.Length == 0 ? "" : $" ({string.Join(", ", failed)})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cases.Count} {(cases.Count == 1 ? "case" : "cases")}: {cases.Count - failed.Length - skipped} good, "
                + $"{failed.Length} failed{which}, {skipped} skipped");
    }

    private static string Summarize(JudgedCase judged)
    {
        var parts = new List<string>();
        if (judged.DriverEnd is { } end)
            parts.Add($"the driver: {end}");
        string[] violated =
        [
            .. judged.Verdicts.Results.Where(r => r.Verdict == RuleVerdict.Fail).Select(r => r.Rule.Level switch
            {
                RuleLevel.Must => r.Rule.Id,
                _ => $"{r.Rule.Id} ({VerdictText.NameOf(r.Rule.Level)})",
            }),
        ];
        if (violated.Length > 0)
            parts.Add($"{string.Join(", ", violated)} violated");
        int kept = judged.Verdicts.Count(RuleVerdict.Pass) + judged.Verdicts.Count(RuleVerdict.Info);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{kept} {(kept == 1 ? "rule" : "rules")} kept"));
        if (judged.Remarks.Count > 0)
            parts.Add("see below");
        return string.Join("; ", parts)
            + string.Create(CultureInfo.InvariantCulture, $", {judged.Took.TotalSeconds:0.0} s");
    }

    private static void PrintRemarks(LinePrinter printer, JudgedCase judged)
    {
        if (judged.DriverEnd is null && judged.Remarks.Count == 0)
            return;
        printer.WriteLine();
        printer.Write(DumpRole.Group, $"{judged.Name}: {judged.Case!.Title}");
        if (judged.DriverEnd is { } end)
            printer.Write(DumpRole.Error, $"  the driver: {end}");
        foreach (string remark in judged.Remarks)
            printer.Write(DumpRole.Field, $"  {remark}");
        if (judged.IsGood || judged.Output.Count == 0)
            return;
        printer.Write(DumpRole.Field, "  it printed:");
        foreach (string line in judged.Output)
            printer.Write(DumpRole.Meaning, $"  | {line}");
    }
}
