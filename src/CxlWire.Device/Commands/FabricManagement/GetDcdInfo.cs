using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.1 Get DCD Info (5600h).</summary>
internal static class GetDcdInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        RegionMap regions = port.Device.Regions;
        ulong total = 0;
        int configurable = 0;
        for (int i = 0; i < regions.Count; i++)
        {
            total += regions[i].Configuration.Length;
            configurable |= regions[i].Configuration.SanitizeConfigurable ? 1 << i : 0;
        }

        bool everyPolicy = port.Device.Policy.SupportsEveryPolicy;
        new GetDcdInfoResponse
        {
            HostCount = (byte)port.Device.Hosts.Length,
            RegionCount = (byte)regions.Count,
            AddFree = everyPolicy,
            AddContiguous = everyPolicy,
            AddPrescriptive = true,
            AddEnableSharedAccess = everyPolicy,
            RemovalTagBased = everyPolicy,
            RemovalPrescriptive = true,
            SanitizeOnReleaseConfigurableMask = (byte)configurable,
            TotalCapacity = total / DeviceConfiguration.CapacityUnit,
            Region0BlockSizes = BlockSizes(regions, 0),
            Region1BlockSizes = BlockSizes(regions, 1),
            Region2BlockSizes = BlockSizes(regions, 2),
            Region3BlockSizes = BlockSizes(regions, 3),
            Region4BlockSizes = BlockSizes(regions, 4),
            Region5BlockSizes = BlockSizes(regions, 5),
            Region6BlockSizes = BlockSizes(regions, 6),
            Region7BlockSizes = BlockSizes(regions, 7),
        }.TryWrite(reply);
        return CommandResult.Success(GetDcdInfoResponse.Size);
    }

    private static ulong BlockSizes(RegionMap regions, int index) =>
        index < regions.Count ? regions[index].Configuration.SupportedBlockSizes : 0;
}
