using CxlWire.Judge;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Judging;

/// <summary>What was judged, and the verdicts.</summary>
/// <param name="Name">"said.jsonl, conversation 1", or the name of a case.</param>
/// <param name="Verdicts">Of the rules that were asked for.</param>
internal sealed record JudgedCase(string Name, Verdicts Verdicts)
{
    /// <summary>What was said where findings tell of it; null: nobody kept it.</summary>
    public SaidSteps? Said { get; init; }

    /// <summary>The case that a driver was put into; null: it was a conversation.</summary>
    public DriverCase? Case { get; init; }

    /// <summary>How the driver ended, hung, or was not there, where it did: that fails the case.</summary>
    public string? DriverEnd { get; init; }

    /// <summary>What was waited for and did not come to be, and the like.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What the driver printed last.</summary>
    public IReadOnlyList<string> Output { get; init; } = [];

    /// <summary>Why nobody was put into the case; null: somebody was.</summary>
    public string? Skipped { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Whether the driver lived, and no must was violated.</summary>
    public bool IsGood => DriverEnd is null && Verdicts.IsGood;

    /// <summary>A case that nobody was put into.</summary>
    public static JudgedCase Skip(DriverCase skipped, string why, RuleLevel level) => new(
        skipped.Name,
        new Verdicts(
            [.. DriverRules.All.Select(rule => new RuleResult(rule, RuleVerdict.NotExercised, 0, 0, []))])
            .AtLeast(level))
    {
        Case = skipped,
        Skipped = why,
    };
}
