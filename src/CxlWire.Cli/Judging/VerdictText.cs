using System.Globalization;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>Verdicts in words.</summary>
internal static class VerdictText
{
    /// <summary>"pass", "fail", "info" or "not_exercised".</summary>
    public static string NameOf(RuleVerdict verdict) =>
        verdict == RuleVerdict.NotExercised ? "not_exercised" : verdict.ToString().ToLowerInvariant();

    /// <summary>"must", "should" or "info".</summary>
    public static string NameOf(RuleLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>"3, 7".</summary>
    public static string StepsOf(Evidence evidence) =>
        string.Join(", ", evidence.Steps.Select(step => step.ToString(CultureInfo.InvariantCulture)));

    /// <summary>"16 rules passed, 2 failed (H1, H7), 1 info, 15 not exercised".</summary>
    public static string Summarize(Verdicts verdicts)
    {
        IEnumerable<string> failed =
            verdicts.Results.Where(r => r.Verdict == RuleVerdict.Fail).Select(r => r.Rule.Id);
        string which = verdicts.Count(RuleVerdict.Fail) == 0 ? "" : $" ({string.Join(", ", failed)})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdicts.Count(RuleVerdict.Pass)} rules passed, {verdicts.Count(RuleVerdict.Fail)} failed{which}, "
                + $"{verdicts.Count(RuleVerdict.Info)} info, {verdicts.Count(RuleVerdict.NotExercised)} not exercised");
    }
}
