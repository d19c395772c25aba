using CxlWire.Device.Capacity;
using CxlWire.Device.Commands.DynamicCapacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.5 Initiate Dynamic Capacity Add (5604h): F1, F2.</summary>
internal static class InitiateDynamicCapacityAdd
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        InitiateDynamicCapacityAddRequestView.TryCreate(request, out InitiateDynamicCapacityAddRequestView wanted, out _);
        Refusal? refusal = null;
        DpaRange[] extents = new DpaRange[wanted.Count];
        for (int i = 0; i < extents.Length; i++)
            extents[i] = new DpaRange(wanted.ExtentAt(i).StartDpa, wanted.ExtentAt(i).Length);
        if (wanted.SelectionPolicy == SelectionPolicy.Prescriptive)
        {
            refusal = ListedExtents.CheckFree(port.Device, extents, InitiateDynamicCapacityAddRequest.Size)
                ?? ListedExtents.Check(port.Device, extents, InitiateDynamicCapacityAddRequest.Size, "F2");
        }

        refusal ??= port.Device.FabricManager.Add(new AddCapacityRequest
        {
            HostId = wanted.HostId,
            SelectionPolicy = wanted.SelectionPolicy,
            Region = wanted.Region,
            Length = wanted.Length,
            Tag = wanted.Tag,
            Addresses = extents,
        })?.In(InitiateDynamicCapacityAddRequest.Layout);
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}

/// <summary>CXL r3.1 7.6.7.6.6 Initiate Dynamic Capacity Release (5605h): F3, F4.</summary>
internal static class InitiateDynamicCapacityRelease
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        InitiateDynamicCapacityReleaseRequestView.TryCreate(request, out InitiateDynamicCapacityReleaseRequestView wanted, out _);
        Refusal? refusal = null;
        DpaRange[] extents = new DpaRange[wanted.Count];
        for (int i = 0; i < extents.Length; i++)
            extents[i] = new DpaRange(wanted.ExtentAt(i).StartDpa, wanted.ExtentAt(i).Length);
        if (wanted.RemovalPolicy == RemovalPolicy.Prescriptive)
            refusal = ListedExtents.Check(port.Device, extents, InitiateDynamicCapacityReleaseRequest.Size, "F3");
        refusal ??= port.Device.FabricManager.Release(new ReleaseCapacityRequest
        {
            HostId = wanted.HostId,
            RemovalPolicy = wanted.RemovalPolicy,
            ForcedRemoval = wanted.ForcedRemoval,
            SanitizeOnRelease = wanted.SanitizeOnRelease,
            Tag = wanted.Tag,
            Addresses = extents,
        })?.In(InitiateDynamicCapacityReleaseRequest.Layout);
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}

/// <summary>Checks the form of the extents that 5604h and 5605h list, before anything else is looked at.</summary>
internal static class ListedExtents
{
    /// <summary>
    /// Whether no host has, or was offered, any of them. No rule says which comes first; QEMU looks at this
    /// before it looks at the extents' form.
    /// </summary>
    public static Refusal? CheckFree(CxlDevice device, DpaRange[] extents, int offset)
    {
        for (int i = 0; i < extents.Length; i++)
        {
            DpaRange range = extents[i];
            bool isTaken = range.Length > 0 && !range.Wraps
                && Array.Exists(device.HostArray, h => h.Extents.Overlaps(range) || h.Offers.Overlaps(range));
            if (isTaken)
                return new Refusal(ReturnCode.InvalidExtentList, "O2", $"extents[{i}].start_dpa", offset + (i * Extent.Size), "accepted or pending");
        }

        return null;
    }

    public static Refusal? Check(CxlDevice device, DpaRange[] extents, int offset, string rule)
    {
        var list = new RangeList();
        for (int i = 0; i < extents.Length; i++)
        {
            if (StagedRanges.TryAdd(device, list, extents[i]) is { } wrong)
                return new Refusal(wrong.Code, rule, $"extents[{i}].start_dpa", offset + (i * Extent.Size), wrong.Reason);
        }

        return null;
    }
}
