using CxlWire.Cli.Judging;
using CxlWire.Judge;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Searching;

/// <summary>Trouble with a driver that was found.</summary>
/// <param name="Reason">The ID of the rule that was violated, or how the driver ended.</param>
/// <param name="Smallest">The smallest case that shows it, and what became of it.</param>
internal sealed record FoundTrouble(string Reason, CaseResult Smallest)
{
    /// <summary>What the driver printed last.</summary>
    public IReadOnlyList<string> Output { get; init; } = [];

    /// <summary>What more is to be said of it; null: nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>The rule that was violated; null: the driver ended, or hung, or the check failed.</summary>
    public DriverRule? Rule => DriverRules.All.FirstOrDefault(rule => rule.Id == Reason);

    /// <summary>What its files are called: "seed-7-h1", "seed-7-driver", "seed-7-check".</summary>
    public string Name =>
        $"{Smallest.Case.Name}-{Rule?.Id.ToLowerInvariant() ?? (IsOfCheck ? "check" : "driver")}";

    /// <summary>In a sentence: "H1: expected ...; seen ...", "the driver: it ended by itself: exit code 1".</summary>
    public string Sentence => Rule is null
        ? IsOfCheck ? Reason : $"the driver: {Reason}"
        : Smallest.Verdicts[Reason].Evidence.FirstOrDefault(e => e.Verdict == RuleVerdict.Fail) is { } evidence
            ? $"{Reason}: expected {evidence.Expected}; seen {evidence.Seen}" : $"{Reason}: {Rule.Text}";

    /// <summary>As a report has it.</summary>
    /// <param name="level">Rules that bind less are left out.</param>
    public JudgedCase ToJudged(RuleLevel level)
    {
        Verdicts verdicts = Smallest.Verdicts.AtLeast(level);
        return new JudgedCase(Name, verdicts)
        {
            Case = Smallest.Case,
            Said = new SaidSteps(verdicts, Smallest.Conversation.Steps),
            DriverEnd = Smallest.DriverEnd,
            Remarks = Remark is null ? Smallest.Remarks : [.. Smallest.Remarks, Remark],
            Output = Output,
        };
    }

    private bool IsOfCheck => Reason.StartsWith("the check ", StringComparison.Ordinal);
}
