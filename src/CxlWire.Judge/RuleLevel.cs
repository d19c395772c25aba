namespace CxlWire.Judge;

/// <summary>How much a rule binds a driver.</summary>
public enum RuleLevel
{
    /// <summary>The specification says it, in words that are quoted or paraphrased in public (origin Q or P).</summary>
    Must,

    /// <summary>What implementations do and reviewers ask for (origin I).</summary>
    Should,

    /// <summary>Told, and held against nobody.</summary>
    Info,
}
