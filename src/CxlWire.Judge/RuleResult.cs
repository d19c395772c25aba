namespace CxlWire.Judge;

/// <summary>What became of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Kept">How often it was exercised and kept.</param>
/// <param name="Violated">How often it was violated.</param>
/// <param name="Evidence">The first findings, <see cref="DriverJudge.MaxEvidence"/> at most.</param>
public sealed record RuleResult(
    DriverRule Rule, RuleVerdict Verdict, long Kept, long Violated, IReadOnlyList<Evidence> Evidence);
