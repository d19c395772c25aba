namespace CxlWire.Judge;

/// <summary>What became of all rules.</summary>
/// <param name="Results">One for each rule, in the order of <see cref="DriverRules.All"/>.</param>
public sealed record Verdicts(IReadOnlyList<RuleResult> Results)
{
    /// <summary>Whether no rule that is a must was violated.</summary>
    public bool IsGood =>
        !Results.Any(result => result is { Rule.Level: RuleLevel.Must, Verdict: RuleVerdict.Fail });

    /// <summary>The result of a rule.</summary>
    /// <exception cref="InvalidOperationException">There is no such rule.</exception>
    public RuleResult this[string id] => Results.Single(result => result.Rule.Id == id);

    /// <summary>Those rules only that bind at least so much.</summary>
    public Verdicts AtLeast(RuleLevel level) => new([.. Results.Where(result => result.Rule.Level <= level)]);

    /// <summary>How many rules ended so.</summary>
    public int Count(RuleVerdict verdict) => Results.Count(result => result.Verdict == verdict);
}
