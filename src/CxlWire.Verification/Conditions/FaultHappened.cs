using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>A fault has happened so many times.</summary>
internal sealed class FaultHappened(string name, long times) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.Faults(name) >= times;
    }

    public override string ToString() => $"the fault '{name}' has happened {Words.Count(times, "time")}";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        $"the fault '{name}' has happened {Words.Count(counts.Faults(name), "time")}, not {times}";
}
