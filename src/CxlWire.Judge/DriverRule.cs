namespace CxlWire.Judge;

/// <summary>A rule of what a driver owes the device; docs/judge/rules.md has all of them.</summary>
/// <param name="Id">"H1" to "H34".</param>
/// <param name="Level">How much it binds.</param>
/// <param name="Origin">Q quoted, P paraphrased, I what implementations do, O our own choice.</param>
/// <param name="Text">The rule, in a sentence or two.</param>
/// <param name="Exercise">What exercises it.</param>
public sealed record DriverRule(string Id, RuleLevel Level, char Origin, string Text, string Exercise)
{
    /// <summary>What goes wrong where it is violated.</summary>
    public string Harm => RuleReasons.Of(Id).Harm;

    /// <summary>What a driver should do.</summary>
    public string Remedy => RuleReasons.Of(Id).Remedy;

    /// <summary>The page that explains it, in CxlWire's repository: "docs/judge/H1.md".</summary>
    public string Page => $"docs/judge/{Id}.md";

    /// <inheritdoc/>
    public override string ToString() => Id;
}
