using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>What was judged, and the verdicts.</summary>
/// <param name="Name">"said.jsonl, conversation 1".</param>
/// <param name="Verdicts">Of the rules that were asked for.</param>
internal sealed record JudgedCase(string Name, Verdicts Verdicts)
{
    /// <summary>What was said where findings tell of it; null: nobody kept it.</summary>
    public SaidSteps? Said { get; init; }
}
