using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>A rule was violated so many times.</summary>
internal sealed class RuleViolated(string rule, long times) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.Violations(rule) >= times;
    }

    public override string ToString() => $"{rule} was violated {Words.Count(times, "time")}";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        $"{rule} was violated {Words.Count(counts.Violations(rule), "time")}, not {times}";
}
