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
}
