using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>Something was seen so many times.</summary>
/// <param name="what">"host 0 has answered".</param>
/// <param name="unit">What is counted: "offer".</param>
/// <param name="least">How many.</param>
/// <param name="count">How many there were.</param>
internal sealed class CountReached(
    string what, string unit, long least, Func<CxlDevice, JournalCounts, long> count) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return count(device, counts) >= least;
    }

    public override string ToString() => $"{what} {Words.Count(least, unit)}";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        $"{what} {Words.Count(count(device, counts), unit)}, not {least}";
}
