using CxlWire.Device.Capacity;
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
        if (Check(port.Device, host, request, list) is { } refusal)
            return CommandResult.Refused(refusal);
        if (port.Device.Policy.IsLastPayload(list.More))
        {
            port.Device.FabricManager.ApplyRelease(host, host.Release.Ranges);
            host.Release.Clear();
        }

        return CommandResult.Success();
    }

    // L6 is the order of these checks.
    private static Refusal? Check(
        DeviceParts device, Host host, ReadOnlySpan<byte> request, in UpdatedExtentList list)
    {
        if (list.Count == 0)
            return StagedRanges.RefuseCount(ReturnCode.InvalidInput, "L1", "nothing to release");
        if (!UpdatedExtentList.Layout.TryCheck(request, out LayoutError error))
            return Refusal.At(error, ReturnCode.InvalidPayloadLength, "A7");
        StagedRanges staged = host.Release;
        int first = staged.Ranges.Count;
        if (staged.Add(device.Regions, device.Policy, request, (int)list.Count) is { } malformed)
            return malformed;
        long tracked = (long)host.Extents.Count + host.Offers.ExtentCount;
        for (int i = first; i < staged.Ranges.Count; i++)
        {
            int covering = host.Extents.CountCovering(staged.Ranges[i]);
            if (covering == 0)
                return StagedRanges.Refuse(
                    ReturnCode.InvalidPhysicalAddress, "L2", i - first, "not all of it is accepted");
            staged.Growth += PiecesLeft(host, staged, i) - covering;
            if (tracked + staged.Growth > device.Configuration.ExtentsSupported)
            {
                return StagedRanges.Refuse(
                    ReturnCode.ResourcesExhausted, "L3", i - first, "a split that the device cannot track");
            }
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
