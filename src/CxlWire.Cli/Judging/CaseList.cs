using System.Globalization;
using CxlWire.Cli.Driving;
using CxlWire.Cli.Text;
using CxlWire.Device.Journal;
using CxlWire.Golden;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Judging;

/// <summary>Cases that there are, and what would be done.</summary>
internal static class CaseList
{
    /// <summary>Prints what the cases are.</summary>
    public static void Print(LinePrinter printer, IReadOnlyList<DriverCase> cases, int? width) =>
        printer.Write(TextTable.Lines(
            ["case", "rules", "over", "what happens"],
            [DumpRole.Group, DumpRole.Field, DumpRole.Offset, DumpRole.Meaning],
            [
                .. cases.Select(one => (string[])
                [
                    one.Name, string.Join(' ', one.Rules), OverOf(one), one.Title,
                ]),
            ],
            width));

    /// <summary>Prints what would be done with them.</summary>
    public static void PrintPlan(
        LinePrinter printer, IReadOnlyList<DriverCase> cases, JudgeSettings settings, int? width)
    {
        double patience = settings.Options.Patience.TotalSeconds;
        DriverCase[] run = [.. cases.Where(one => CaseJudge.WhyNot(one, settings) is null)];
        printer.Write(TextTable.Lines(
            ["case", "rules", "steps", "at most", "device, or why it is skipped"],
            [DumpRole.Group, DumpRole.Field, DumpRole.Offset, DumpRole.Offset, DumpRole.Meaning],
            [
                .. cases.Select(one => (string[])
                [
                    one.Name,
                    string.Join(' ', one.Rules),
                    one.Steps.Count.ToString(CultureInfo.InvariantCulture),
                    Seconds(CaseCatalog.LongestOf(one) * patience),
                    CaseJudge.WhyNot(one, settings) is { } why ? $"skipped: {why}"
                        : one.Configuration is null ? "as asked for" : "its own",
                ]),
            ],
            width));
        printer.WriteLine();
        printer.Write(DumpRole.Heading, string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Length} of {cases.Count} cases would be run; T is {Seconds(patience)}; "
                + $"at most {Seconds(run.Sum(CaseCatalog.LongestOf) * patience)}, "
                + $"{(settings.Command is null ? "one driver for all" : "a driver for each")}"));
    }

    private static string OverOf(DriverCase one) => one.Route switch
    {
        CommandRoute.Stream => "stream",
        CommandRoute.Mailbox => "mailbox",
        _ => "",
    };

    private static string Seconds(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s");
}
