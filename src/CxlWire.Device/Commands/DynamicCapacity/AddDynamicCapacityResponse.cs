using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Commands.DynamicCapacity;

/// <summary>CXL r3.1 8.2.9.9.9.3 Add Dynamic Capacity Response (4802h): A1 to A11.</summary>
internal static class AddDynamicCapacityResponse
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        UpdatedExtentList.TryRead(request, out UpdatedExtentList list, out _);
        Host host = port.Host!;
        if (Check(port.Device, host, request, list) is { } refusal)
            return CommandResult.Refused(refusal);
        if (port.Device.Policy.IsLastPayload(list.More))
        {
            port.Device.FabricManager.ApplyAddResponse(host, host.AddResponse.Ranges);
            host.AddResponse.Clear();
        }

        return CommandResult.Success();
    }

    // A11 is the order of these checks.
    private static Refusal? Check(
        DeviceParts device, Host host, ReadOnlySpan<byte> request, in UpdatedExtentList list)
    {
        int entries = (int)list.Count;
        StagedRanges staged = host.AddResponse;
        Offer? offer = host.Offers.First;
        if (entries == 0 && offer is null)
        {
            return StagedRanges.RefuseCount(
                ReturnCode.InvalidInput, "A1", "an empty response, and no offer is pending");
        }

        int otherPending = host.Offers.ExtentCount - device.Policy.FreedByAnswer(offer?.Extents.Count ?? 0);
        long accepting = (long)staged.Ranges.Count + entries;
        if (accepting > 0 && host.Extents.Count + otherPending + accepting > device.Configuration.ExtentsSupported)
        {
            return StagedRanges.RefuseCount(
                ReturnCode.ResourcesExhausted, "A9", "more extents than the device can track");
        }

        int first = staged.Ranges.Count;
        Refusal? malformed = staged.Add(
            device.Regions, device.Policy, request, entries, zeroLength: ReturnCode.InvalidPhysicalAddress);
        if (malformed is not null)
            return malformed;
        bool isShared = offer is not null && device.Pool.IsSharedWithAnother(host.Capacity, offer.Tag);
        for (int i = 0; first + i < staged.Ranges.Count; i++)
        {
            DpaRange range = staged.Ranges[first + i];
            if (host.Extents.Overlaps(range))
                return StagedRanges.Refuse(ReturnCode.InvalidPhysicalAddress, "A3", i, "already accepted");
            if (!host.Offers.TryFind(range, out Offer? holder, out Extent offered))
                return StagedRanges.Refuse(
                    ReturnCode.InvalidPhysicalAddress, "A2", i, "outside the first pending offer");
            if (holder != offer)
            {
                return device.Policy.ChecksOfferOrder
                    ? StagedRanges.Refuse(
                        ReturnCode.InvalidInput, "A1", i, "in a later offer than the first pending one")
                    : StagedRanges.Refuse(
                        ReturnCode.InvalidPhysicalAddress, "q7", i, "outside the first pending offer");
            }

            if (isShared && range.Length != offered.Length)
            {
                return StagedRanges.Refuse(
                    ReturnCode.InvalidExtentList, "A5", i, "a part of an extent that another host holds");
            }
        }

        bool isPart = isShared && device.Policy.IsLastPayload(list.More)
            && staged.Ranges.Count > 0 && staged.Ranges.Count < offer!.Extents.Count;
        return isPart
            ? StagedRanges.RefuseCount(
                ReturnCode.InvalidExtentList, "A5", "a part of an offer that another host holds")
            : null;
    }
}
