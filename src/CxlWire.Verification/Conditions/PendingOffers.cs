using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>So many offers are not answered.</summary>
internal sealed class PendingOffers(int hostId, int offers) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts) => HostOf(device, hostId).Offers.Count == offers;

    public override string ToString() => $"{Words.Cci(hostId)} has {Words.Count(offers, "pending offer")}";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        $"{Words.Cci(hostId)} has {Words.Count(HostOf(device, hostId).Offers.Count, "pending offer")}, not {offers}";
}
