using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h); capacities are the static ones.</summary>
internal static class IdentifyMemoryDevice
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        DeviceConfiguration configuration = port.Device.Configuration;
        EventLogDepths depths = configuration.EventLogDepths;
        new IdentifyMemoryDeviceResponse
        {
            FirmwareRevision = configuration.FirmwareRevision,
            TotalCapacity = (configuration.VolatileCapacity + configuration.PersistentCapacity) / DeviceConfiguration.CapacityUnit,
            VolatileCapacity = configuration.VolatileCapacity / DeviceConfiguration.CapacityUnit,
            PersistentCapacity = configuration.PersistentCapacity / DeviceConfiguration.CapacityUnit,
            InformationalEventLogSize = depths.Informational,
            WarningEventLogSize = depths.Warning,
            FailureEventLogSize = depths.Failure,
            FatalEventLogSize = depths.Fatal,
            LsaSize = (uint)configuration.LsaSize,
            PoisonListMaximum = configuration.PoisonListMaximum,
            DynamicCapacityEventLogSize = depths.DynamicCapacity,
        }.TryWrite(reply);
        return CommandResult.Success(IdentifyMemoryDeviceResponse.Size);
    }
}

/// <summary>CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h); there is no partitioning, so nothing is to come.</summary>
internal static class GetPartitionInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        DeviceConfiguration configuration = port.Device.Configuration;
        new GetPartitionInfoResponse
        {
            ActiveVolatileCapacity = configuration.VolatileCapacity / DeviceConfiguration.CapacityUnit,
            ActivePersistentCapacity = configuration.PersistentCapacity / DeviceConfiguration.CapacityUnit,
        }.TryWrite(reply);
        return CommandResult.Success(GetPartitionInfoResponse.Size);
    }
}

/// <summary>CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h): a new device in good health.</summary>
internal static class GetHealthInfo
{
    private const short RoomTemperature = 25;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new GetHealthInfoResponse { DeviceTemperature = RoomTemperature }.TryWrite(reply);
        return CommandResult.Success(GetHealthInfoResponse.Size);
    }
}
