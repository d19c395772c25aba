using CxlWire.Device;
using CxlWire.Protocol;

namespace CxlWire.Verification.Conditions;

/// <summary>The host wants to be told of dynamic capacity.</summary>
internal sealed class HostListens(int hostId, bool listens) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts) =>
        HostOf(device, hostId).Cci.ListensTo(EventLogType.DynamicCapacity) == listens;

    public override string ToString() => Say(listens);

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) => Say(!listens);

    private string Say(bool does) =>
        $"{Words.Cci(hostId)} has {(does ? "" : "not ")}asked to be told of dynamic capacity (0103h, 0105h)";
}
