using CxlWire.Cli.Text;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>Verdicts as cases of a <see cref="JUnitReport"/>.</summary>
internal static class VerdictCases
{
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
