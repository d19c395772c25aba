using CxlWire.Device.Configuration;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>CXL r3.1 7.6.7.4.1 Get LD Info (5400h): U1; nothing tells of load (U5).</summary>
internal static class GetLdInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        DeviceConfiguration configuration = port.Device.Configuration;
        ulong size = configuration.StaticCapacity;
        foreach (Region region in port.Device.Regions)
            size += region.Configuration.Length;
        new GetLdInfoResponse
        {
            MemorySize = size,
            LdCount = (ushort)configuration.Hosts,
        }.TryWrite(reply);
        return CommandResult.Success(GetLdInfoResponse.Size);
    }
}
