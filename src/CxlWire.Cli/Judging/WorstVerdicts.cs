using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>What became of rules in several cases: the worst counts.</summary>
internal static class WorstVerdicts
{
    /// <summary>One verdict for each rule, with the findings of all cases.</summary>
    /// <param name="cases">All with the same rules.</param>
    public static Verdicts Of(IReadOnlyList<JudgedCase> cases) => new(
        cases.Count == 0 ? [] : [.. cases[0].Verdicts.Results.Select((first, i) => Of(first.Rule, cases, i))]);

    private static RuleResult Of(DriverRule rule, IReadOnlyList<JudgedCase> cases, int index)
    {
        RuleResult[] results = [.. cases.Select(one => one.Verdicts.Results[index])];
        return new RuleResult(
            rule,
            results.Max(result => result.Verdict),
            results.Sum(result => result.Kept),
            results.Sum(result => result.Violated),
            [.. results.SelectMany(result => result.Evidence)]);
    }

    /// <summary>What became of rules in one case more; of the findings the first ones are kept.</summary>
    /// <param name="before">In those before; null: there were none.</param>
    /// <param name="one">In that case.</param>
    public static Verdicts With(Verdicts? before, Verdicts one) => before is null ? one : new Verdicts(
    [
        .. before.Results.Zip(one.Results, (a, b) => new RuleResult(
            a.Rule,
            a.Verdict > b.Verdict ? a.Verdict : b.Verdict,
            a.Kept + b.Kept,
            a.Violated + b.Violated,
            a.Evidence.Count + b.Evidence.Count == 0
                ? [] : [.. a.Evidence.Concat(b.Evidence).Take(DriverJudge.MaxEvidence)])),
    ]);
}
