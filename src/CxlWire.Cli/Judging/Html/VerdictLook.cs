using CxlWire.Judge;

namespace CxlWire.Cli.Judging.Html;

/// <summary>How a verdict looks: by colour, and by a sign for who does not see it.</summary>
/// <param name="Class">Of the page's style.</param>
/// <param name="Sign">One character.</param>
/// <param name="Word">What it means.</param>
internal sealed record VerdictLook(string Class, string Sign, string Word)
{
    /// <summary>All there are, for the legend.</summary>
    public static readonly VerdictLook[] All =
    [
        new("pass", "✓", "pass"),
        new("fail", "✗", "a must was violated"),
        new("warn", "!", "a should was violated"),
        new("info", "i", "told as info"),
        new("none", "–", "not exercised: it has not passed"),
    ];

    /// <summary>That of a result.</summary>
    public static VerdictLook Of(RuleLevel level, RuleVerdict verdict) => All[verdict switch
    {
        RuleVerdict.Pass => 0,
        RuleVerdict.Fail => level == RuleLevel.Must ? 1 : 2,
        RuleVerdict.Info => 3,
        _ => 4,
    }];
}
