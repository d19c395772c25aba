using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h): F7, G2, G3.</summary>
internal static class GetDynamicCapacityRegionExtentLists
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetDynamicCapacityRegionExtentListsRequest.TryRead(
            request, out GetDynamicCapacityRegionExtentListsRequest wanted, out _);
        if (wanted.HostId >= port.Device.Hosts.Length)
            return Refuse("host_id", "F7", "there is no such host");
        Host host = port.Device.Hosts[wanted.HostId];
        ExtentList extents = host.Extents;
        if (wanted.Start > (uint)extents.Count)
            return Refuse("start", "G2", "past the end of the list");
        int room = (reply.Length - GetDynamicCapacityRegionExtentListsResponse.Size) / Extent.Size;
        int returned = (int)Math.Min(wanted.Count, Math.Min(extents.Count - (int)wanted.Start, room));
        new GetDynamicCapacityRegionExtentListsResponse
        {
            HostId = wanted.HostId,
            Start = wanted.Start,
            Returned = (uint)returned,
            Total = (uint)extents.Count,
            Generation = host.ReportedGeneration,
        }.TryWrite(reply);
        host.WriteExtents((int)wanted.Start, returned, reply[GetDynamicCapacityRegionExtentListsResponse.Size..]);
        return CommandResult.Success(GetDynamicCapacityRegionExtentListsResponse.SizeWith(returned));
    }

    private static CommandResult Refuse(string field, string rule, string reason) => CommandResult.Refused(Refusal.At(
        GetDynamicCapacityRegionExtentListsRequest.Layout, field, ReturnCode.InvalidInput, rule, reason));
}
