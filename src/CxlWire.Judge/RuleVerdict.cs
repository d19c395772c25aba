namespace CxlWire.Judge;

/// <summary>What became of a rule. Of several that apply, the last one here is told.</summary>
public enum RuleVerdict
{
    /// <summary>Nothing happened that the rule speaks of: it has not passed.</summary>
    NotExercised,

    /// <summary>The rule was exercised, and always kept.</summary>
    Pass,

    /// <summary>Something happened that is worth knowing, and no violation.</summary>
    Info,

    /// <summary>The rule was violated.</summary>
    Fail,
}
