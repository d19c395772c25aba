using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Commands.DynamicCapacity;

/// <summary>CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h): R3, R4.</summary>
internal static class GetDynamicCapacityConfiguration
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetDynamicCapacityConfigurationRequest.TryRead(
            request, out GetDynamicCapacityConfigurationRequest wanted, out _);
        RegionMap regions = port.Device.Regions;
        if (wanted.StartIndex >= regions.Count)
        {
            return CommandResult.Refused(Refusal.At(
                GetDynamicCapacityConfigurationRequest.Layout, "start_index", ReturnCode.InvalidInput, "R3",
                "there is no such region"));
        }

        int room = (reply.Length - GetDynamicCapacityConfigurationResponse.SizeWith(0))
            / DynamicCapacityRegionConfiguration.Size;
        int returned = Math.Min(Math.Min(wanted.RegionCount, regions.Count - wanted.StartIndex), room);
        new GetDynamicCapacityConfigurationResponse
        {
            RegionsAvailable = (byte)regions.Count,
            RegionsReturned = (byte)returned,
        }.TryWrite(reply);
        Span<byte> at = reply[GetDynamicCapacityConfigurationResponse.Size..];
        for (int i = 0; i < returned; i++)
        {
            regions[wanted.StartIndex + i].ToWire().TryWrite(at);
            at = at[DynamicCapacityRegionConfiguration.Size..];
        }

        port.Host!.Tail.TryWrite(at);
        return CommandResult.Success(GetDynamicCapacityConfigurationResponse.SizeWith(returned));
    }
}
