using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>So many offers were answered.</summary>
internal sealed class AnsweredOffers(int hostId, long offers) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.Answers(HostOf(device, hostId).Id) >= offers;
    }

    public override string ToString() => $"{Words.Cci(hostId)} has answered {Words.Count(offers, "offer")}";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        $"{Words.Cci(hostId)} has answered {Words.Count(counts.Answers(hostId), "offer")}, not {offers}";
}
