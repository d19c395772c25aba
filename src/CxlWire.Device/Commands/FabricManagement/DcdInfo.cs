using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>CXL r3.1 7.6.7.6.1 Get DCD Info (5600h).</summary>
internal static class GetDcdInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        IReadOnlyList<Region> regions = port.Device.Regions;
        ulong total = 0;
        int configurable = 0;
        for (int i = 0; i < regions.Count; i++)
        {
            total += regions[i].Configuration.Length;
            configurable |= regions[i].Configuration.SanitizeConfigurable ? 1 << i : 0;
        }

        bool everyPolicy = !port.Has(QemuQuirks.PrescriptiveOnly);
        new GetDcdInfoResponse
        {
            HostCount = (byte)port.Device.HostArray.Length,
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

    private static ulong BlockSizes(IReadOnlyList<Region> regions, int index) =>
        index < regions.Count ? regions[index].Configuration.SupportedBlockSizes : 0;
}

/// <summary>CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h): R3 and R4 apply.</summary>
internal static class GetHostDynamicCapacityRegionConfiguration
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetHostDynamicCapacityRegionConfigurationRequest.TryRead(request, out GetHostDynamicCapacityRegionConfigurationRequest wanted, out _);
        IReadOnlyList<Region> regions = port.Device.Regions;
        if (wanted.HostId >= port.Device.HostArray.Length)
            return CommandResult.Refused(ReturnCode.InvalidInput, "F2", "host_id", 0, "there is no such host");
        if (wanted.StartIndex >= regions.Count)
            return CommandResult.Refused(ReturnCode.InvalidInput, "R3", "start_index", 3, "there is no such region");
        int room = (reply.Length - GetHostDynamicCapacityRegionConfigurationResponse.SizeWith(0)) / HostDynamicCapacityRegionConfiguration.Size;
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

        port.Device.HostArray[wanted.HostId].Tail.TryWrite(at);
        return CommandResult.Success(GetHostDynamicCapacityRegionConfigurationResponse.SizeWith(returned));
    }
}

/// <summary>CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h): F6.</summary>
internal static class SetDynamicCapacityRegionConfiguration
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetDynamicCapacityRegionConfigurationRequest.TryRead(request, out SetDynamicCapacityRegionConfigurationRequest wanted, out _);
        Refusal? refusal = port.Device.FabricManager.Configure(wanted.Region, wanted.BlockSize, wanted.SanitizeOnRelease)
            ?.In(SetDynamicCapacityRegionConfigurationRequest.Layout);
        return refusal is null ? CommandResult.Success() : CommandResult.Refused(refusal);
    }
}

/// <summary>CXL r3.1 7.6.7.6.4 Get DC Region Extent Lists (5603h): F7, G2, G3.</summary>
internal static class GetDynamicCapacityRegionExtentLists
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetDynamicCapacityRegionExtentListsRequest.TryRead(request, out GetDynamicCapacityRegionExtentListsRequest wanted, out _);
        if (wanted.HostId >= port.Device.HostArray.Length)
            return CommandResult.Refused(ReturnCode.InvalidInput, "F7", "host_id", 0, "there is no such host");
        Host host = port.Device.HostArray[wanted.HostId];
        Capacity.ExtentList extents = host.Extents;
        if (wanted.Start > (uint)extents.Count)
            return CommandResult.Refused(ReturnCode.InvalidInput, "G2", "start", 8, "past the end of the list");
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
}
