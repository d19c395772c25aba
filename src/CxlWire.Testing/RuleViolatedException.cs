using CxlWire.Judge;

namespace CxlWire.Testing;

/// <summary>A driver has violated rules of the host.</summary>
public sealed class RuleViolatedException : Exception
{
    internal RuleViolatedException(IReadOnlyList<Violation> violations)
        : base(string.Join(
            Environment.NewLine, violations.Select(violation => violation.ToString()).Prepend("violated:"))) =>
        Violations = violations;

    /// <summary>What was violated, in the order in which that was seen.</summary>
    public IReadOnlyList<Violation> Violations { get; }
}
