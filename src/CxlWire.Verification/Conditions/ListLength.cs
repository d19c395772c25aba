using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>The list has so many extents.</summary>
internal sealed class ListLength(int hostId, int extents) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts) =>
        HostOf(device, hostId).Extents.Count == extents;

    public override string ToString() => $"the list of {Words.Cci(hostId)} has {Words.Count(extents, "extent")}";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        $"the list of {Words.Cci(hostId)} has "
            + $"{Words.Count(HostOf(device, hostId).Extents.Count, "extent")}, not {extents}";
}
