using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Commands.DynamicCapacity;

/// <summary>CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h): L1 to L6.</summary>
internal static class ReleaseDynamicCapacity
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        Host host = port.Host!;
        UpdatedExtentList.TryReadFixedPart(request, out UpdatedExtentList list, out _);
        if (Check(host, request, list) is { } refusal)
            return CommandResult.Refused(refusal);
        if (!list.More || port.Has(QemuQuirks.MoreIsIgnored))
        {
            host.Device.FabricManager.TakeBack(host, host.Release.Ranges);
            host.Release.Clear();
        }

        return CommandResult.Success();
    }

    // L6 is the order of these checks.
    private static Refusal? Check(Host host, ReadOnlySpan<byte> request, in UpdatedExtentList list)
    {
        if (list.Count == 0)
            return new Refusal(ReturnCode.InvalidInput, "L1", "count", 0, "nothing to release");
        if (!UpdatedExtentList.Layout.TryCheck(request, out LayoutError error))
            return new Refusal(ReturnCode.InvalidPayloadLength, "A7", error.Field, error.Offset, error.ToString());
        StagedRanges staged = host.Release;
        int first = staged.Ranges.Count;
        if (staged.Add(host.Device, request, (int)list.Count) is { } malformed)
            return malformed;
        long tracked = (long)host.Extents.Count + host.Offers.ExtentCount;
        for (int i = first; i < staged.Ranges.Count; i++)
        {
            int covering = host.Extents.CountCovering(staged.Ranges[i]);
            if (covering == 0)
                return StagedRanges.Refuse(ReturnCode.InvalidPhysicalAddress, "L2", i - first, "not all of it is accepted");
            staged.Growth += PiecesLeft(host, staged, i) - covering;
            if (tracked + staged.Growth > host.Device.Configuration.ExtentsSupported)
                return StagedRanges.Refuse(ReturnCode.ResourcesExhausted, "L3", i - first, "a split that the device cannot track");
        }

        return null;
    }

    /// <summary>How many pieces stay of the extents that a range is taken from, after those before it.</summary>
    private static int PiecesLeft(Host host, StagedRanges staged, int index)
    {
        DpaRange range = staged.Ranges[index];
        host.Extents.TryFind(range.Start, out Extent first);
        host.Extents.TryFind(range.End - 1, out Extent last);
        bool left = first.StartDpa < range.Start && !staged.Holds(range.Start - 1, index);
        bool right = last.StartDpa + last.Length > range.End && !staged.Holds(range.End, index);
        return (left ? 1 : 0) + (right ? 1 : 0);
    }
}
