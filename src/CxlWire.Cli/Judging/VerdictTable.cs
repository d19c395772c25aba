using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>Verdicts as people read them.</summary>
internal static class VerdictTable
{
    /// <summary>Prints the verdicts, then what was found.</summary>
    public static void Print(LinePrinter printer, JudgedCase judged, int? width)
    {
        printer.Write(DumpRole.Heading, judged.Name);
        PrintResults(printer, judged.Verdicts, width);
        string[][] found =
        [
            .. judged.Verdicts.Results.SelectMany(
                r => r.Evidence.Select(e => (string[])[r.Rule.Id, .. CellsOf(e)])),
        ];
        if (found.Length > 0)
        {
            printer.WriteLine();
            printer.Write(TextTable.Lines(
                ["rule", "found", "host", "steps", "expected", "seen"],
                [
                    DumpRole.Group, DumpRole.Error, DumpRole.Offset, DumpRole.Offset, DumpRole.Meaning,
                    DumpRole.Value,
                ],
                found,
                width,
                stack: 4));
            printer.WriteLine();
            printer.Write(DumpRole.Meaning, "What goes wrong then, and what to do: docs/judge/H1.md and so on.");
        }

        printer.WriteLine();
        printer.Write(DumpRole.Heading, VerdictText.Summarize(judged.Verdicts));
    }

    /// <summary>Prints what became of the rules, and nothing of how.</summary>
    public static void PrintResults(LinePrinter printer, Verdicts verdicts, int? width) =>
        printer.Write(TextTable.Lines(
            ["rule", "level", "verdict", "kept", "the rule; what would exercise it"],
            [DumpRole.Group, DumpRole.Field, DumpRole.Value, DumpRole.Offset, DumpRole.Meaning],
            [.. verdicts.Results.Select(Row)],
            width));

    /// <summary>A finding: what it is, of which host, its steps, what was expected and seen.</summary>
    public static string[] CellsOf(Evidence evidence) =>
    [
        VerdictText.NameOf(evidence.Verdict),
        evidence.HostId.ToString(CultureInfo.InvariantCulture),
        VerdictText.StepsOf(evidence),
        evidence.Expected,
        evidence.Seen,
    ];

    /// <summary>Prints the rules.</summary>
    public static void PrintRules(LinePrinter printer, IEnumerable<DriverRule> rules, int? width) =>
        printer.Write(TextTable.Lines(
            ["rule", "level", "from", "what a driver owes", "what exercises it"],
            [DumpRole.Group, DumpRole.Field, DumpRole.Offset, DumpRole.Meaning, DumpRole.Value],
            [
                .. rules.Select(rule => new[]
                {
                    rule.Id, VerdictText.NameOf(rule.Level), $"{rule.Origin}", rule.Text, rule.Exercise,
                }),
            ],
            width,
            stack: 4));

    private static string[] Row(RuleResult result) =>
    [
        result.Rule.Id,
        VerdictText.NameOf(result.Rule.Level),
        VerdictText.NameOf(result.Verdict).Replace('_', ' '),
        result.Kept.ToString(CultureInfo.InvariantCulture),
        result.Verdict == RuleVerdict.NotExercised ? $"exercise: {result.Rule.Exercise}" : result.Rule.Text,
    ];
}
