using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h): R3 and R4 apply.</summary>
internal static class GetHostDynamicCapacityRegionConfiguration
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetHostDynamicCapacityRegionConfigurationRequest.TryRead(
            request, out GetHostDynamicCapacityRegionConfigurationRequest wanted, out _);
        RegionMap regions = port.Device.Regions;
        if (wanted.HostId >= port.Device.Hosts.Length)
            return Refuse("host_id", "F2", "there is no such host");
        if (wanted.StartIndex >= regions.Count)
            return Refuse("start_index", "R3", "there is no such region");
        int room = (reply.Length - GetHostDynamicCapacityRegionConfigurationResponse.SizeWith(0))
            / HostDynamicCapacityRegionConfiguration.Size;
        int returned = Math.Min(Math.Min(wanted.RegionCount, regions.Count - wanted.StartIndex), room);
        new GetHostDynamicCapacityRegionConfigurationResponse
        {
            HostId = wanted.HostId,
            RegionsAvailable = (byte)regions.Count,
            RegionsReturned = (byte)returned,
        }.TryWrite(reply);
        Span<byte> at = reply[GetHostDynamicCapacityRegionConfigurationResponse.Size..];
        for (int i = 0; i < returned; i++)
        {
            regions[wanted.StartIndex + i].ToFabricManagerWire().TryWrite(at);
            at = at[HostDynamicCapacityRegionConfiguration.Size..];
        }

        port.Device.Hosts[wanted.HostId].Tail.TryWrite(at);
        return CommandResult.Success(GetHostDynamicCapacityRegionConfigurationResponse.SizeWith(returned));
    }

    private static CommandResult Refuse(string field, string rule, string reason) => CommandResult.Refused(Refusal.At(
        GetHostDynamicCapacityRegionConfigurationRequest.Layout, field, ReturnCode.InvalidInput, rule, reason));
}
