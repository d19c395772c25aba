namespace CxlWire.Judge;

/// <summary>A rule was violated.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Violation(DriverRule Rule, Evidence Evidence)
{
    /// <summary>In a line: "H1 (must): host 0, step 3, 7: expected no response, seen a second one".</summary>
    public override string ToString() => $"{Rule.Id} ({Rule.Level.ToString().ToLowerInvariant()}): {Evidence}";
}
