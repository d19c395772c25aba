using CxlWire.Device.Capacity;
using CxlWire.Device.Commands.DynamicCapacity;
using CxlWire.Protocol;

namespace CxlWire.Device.FabricManagement;

/// <summary>Checks the form of the extents that 5604h and 5605h list, before anything else is looked at.</summary>
internal static class ListedExtents
{
    /// <summary>
    /// Whether no host has, or was offered, any of them. No rule says which comes first; QEMU looks at this
    /// before it looks at the extents' form.
    /// </summary>
    public static Refusal? CheckFree(Layout payload, HostCapacity[] hosts, IReadOnlyList<DpaRange> extents)
    {
        for (int i = 0; i < extents.Count; i++)
        {
            DpaRange range = extents[i];
            if (range.Length > 0 && !range.Wraps && Array.Exists(hosts, host => host.Overlaps(range)))
                return Refusal.AtEntry(
                    payload, i, "start_dpa", ReturnCode.InvalidExtentList, "O2", "accepted or pending");
        }

        return null;
    }

    /// <summary>Whether all are well formed (A4).</summary>
    /// <param name="payload">Layout of the request.</param>
    /// <param name="regions">Regions of the device.</param>
    /// <param name="extents">The extents.</param>
    /// <param name="rule">The rule that says so of the command.</param>
    public static Refusal? CheckForm(Layout payload, RegionMap regions, IReadOnlyList<DpaRange> extents, string rule)
    {
        var list = new RangeList();
        for (int i = 0; i < extents.Count; i++)
        {
            if (StagedRanges.TryAdd(regions, list, extents[i]) is { } wrong)
                return Refusal.AtEntry(payload, i, "start_dpa", wrong.Code, rule, wrong.Reason);
        }

        return null;
    }
}
