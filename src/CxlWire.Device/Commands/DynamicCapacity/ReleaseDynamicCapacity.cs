using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Commands.DynamicCapacity;

/// <summary>CXL r3.1 8.2.9.9.9.4 Release Dynamic Capacity (4803h): L1 to L6.</summary>
internal static class ReleaseDynamicCapacity
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        Host host = port.Host!;
        UpdatedExtentList.TryRead(request, out UpdatedExtentList list, out _);
        if (Check(port.Device, host, request, list) is { } refusal)
            return CommandResult.Refused(refusal);
        if (port.Device.Policy.IsLastPayload(list.More))
        {
            port.Device.FabricManager.ApplyRelease(host, host.Release.Ranges);
            host.Release.Clear();
        }

        return CommandResult.Success();
    }

    // L6 is the order of these checks; A7 was looked at before.
    private static Refusal? Check(
        DeviceParts device, Host host, ReadOnlySpan<byte> request, in UpdatedExtentList list)
    {
        if (list.Count == 0)
            return StagedRanges.RefuseCount(ReturnCode.InvalidInput, "L1", "nothing to release");
        StagedRanges staged = host.Release;
        int first = staged.Ranges.Count;
        if (staged.Add(device.Regions, device.Policy, request, (int)list.Count) is { } malformed)
            return malformed;
        for (int i = first; i < staged.Ranges.Count; i++)
        {
            if (!host.Capacity.TryGetGrowth(staged.List, i, out int growth))
            {
                return StagedRanges.Refuse(
                    ReturnCode.InvalidPhysicalAddress, "L2", i - first, "not all of it is accepted");
            }

            staged.Growth += growth;
            if (!host.Capacity.CanTrack(staged.Growth))
            {
                return StagedRanges.Refuse(
                    ReturnCode.ResourcesExhausted, "L3", i - first, "a split that the device cannot track");
            }
        }

        return null;
    }
}
