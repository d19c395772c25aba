using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>Something has happened.</summary>
/// <param name="number">Number of the journal's entry of it.</param>
internal sealed class EntryIsThere(long number) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.Next > number;
    }

    public override string ToString() => FormattableString.Invariant($"entry {number} is there");

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        FormattableString.Invariant($"entry {number} is not there yet");
}
