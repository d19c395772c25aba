using CxlWire.Cli.Text;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>Verdicts as cases of a <see cref="JUnitReport"/>.</summary>
internal static class VerdictCases
{
    /// <summary>The cases of a suite: one for each rule, and one for the driver, where it ended.</summary>
    public static IReadOnlyCollection<JUnitCase> Of(JudgedCase judged)
    {
        if (judged.Skipped is { } why)
            return [new JUnitCase("the whole", JUnitVerdict.Skipped, why)];
        IEnumerable<JUnitCase> rules = judged.Verdicts.Results.Select(Of);
        return judged.DriverEnd is { } end
            ? [.. rules, new JUnitCase(
                "the driver", JUnitVerdict.Failed, end, string.Join('\n', judged.Remarks.Concat(judged.Output)))]
            : [.. rules];
    }

    /// <summary>A case for a rule; one that is no must fails nothing.</summary>
    public static JUnitCase Of(RuleResult result)
    {
        string name = $"{result.Rule.Id}: {result.Rule.Text}";
        string details = string.Join('\n', result.Evidence);
        return result.Verdict switch
        {
            RuleVerdict.Pass => new JUnitCase(name, JUnitVerdict.Passed),
            RuleVerdict.Fail when result.Rule.Level == RuleLevel.Must => new JUnitCase(
                name, JUnitVerdict.Failed, result.Evidence[0].ToString(), details),
            RuleVerdict.NotExercised => new JUnitCase(
                name, JUnitVerdict.Skipped, $"not exercised: {result.Rule.Exercise}"),
            _ => new JUnitCase(
                name,
                JUnitVerdict.Skipped,
                $"{VerdictText.NameOf(result.Verdict)}, {VerdictText.NameOf(result.Rule.Level)}: {result.Evidence[0]}",
                details),
        };
    }
}
