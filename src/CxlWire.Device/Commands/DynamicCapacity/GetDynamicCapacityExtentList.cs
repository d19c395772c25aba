using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Commands.DynamicCapacity;

/// <summary>CXL r3.1 8.2.9.9.9.2 Get Dynamic Capacity Extent List (4801h): G1 to G5.</summary>
internal static class GetDynamicCapacityExtentList
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetDynamicCapacityExtentListRequest.TryRead(request, out GetDynamicCapacityExtentListRequest wanted, out _);
        Host host = port.Host!;
        ExtentList extents = host.Extents;
        if (wanted.Start > (uint)extents.Count)
        {
            return CommandResult.Refused(Refusal.At(
                GetDynamicCapacityExtentListRequest.Layout, "start", ReturnCode.InvalidInput, "G2",
                "past the end of the list"));
        }

        int room = (reply.Length - GetDynamicCapacityExtentListResponse.Size) / Extent.Size;
        int surplus = port.Device.Policy.PageSurplus(host.Offers.ExtentCount);
        int left = extents.Count - (int)wanted.Start;
        int returned = (int)Math.Min(wanted.Count, Math.Min(left + surplus, room));
        new GetDynamicCapacityExtentListResponse
        {
            Returned = (uint)returned,
            Total = (uint)extents.Count,
            Generation = host.ReportedGeneration,
        }.TryWrite(reply);
        int listed = Math.Min(returned, left);
        host.WriteExtents((int)wanted.Start, listed, reply[GetDynamicCapacityExtentListResponse.Size..]);

        // What is counted and not in the list is zeros.
        int end = GetDynamicCapacityExtentListResponse.SizeWith(listed);
        reply[end..GetDynamicCapacityExtentListResponse.SizeWith(returned)].Clear();
        return CommandResult.Success(GetDynamicCapacityExtentListResponse.SizeWith(returned));
    }
}
