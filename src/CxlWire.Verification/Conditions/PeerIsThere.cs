using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>Somebody is connected to a CCI, or nobody.</summary>
internal sealed class PeerIsThere(int? hostId, bool isConnected) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts) =>
        (device.Journal.PeersOf(CciOf(device, hostId).HostId) > 0) == isConnected;

    public override string ToString() => Say(isConnected);

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) => Say(!isConnected);

    private string Say(bool isThere) =>
        $"{(isThere ? "somebody" : "nobody")} is connected to the CCI of {Words.Cci(hostId)}";
}
