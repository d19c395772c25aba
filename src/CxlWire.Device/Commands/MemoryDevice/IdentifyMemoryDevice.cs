using CxlWire.Device.Configuration;
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
            FirmwareRevision = port.Device.Firmware.ActiveRevision,
            TotalCapacity = configuration.StaticCapacity / DeviceConfiguration.CapacityUnit,
            VolatileCapacity = configuration.VolatileCapacity / DeviceConfiguration.CapacityUnit,
            PersistentCapacity = configuration.PersistentCapacity / DeviceConfiguration.CapacityUnit,
            PartitionAlignment = configuration.PartitionAlignment / DeviceConfiguration.CapacityUnit,
            InformationalEventLogSize = depths.Informational,
            WarningEventLogSize = depths.Warning,
            FailureEventLogSize = depths.Failure,
            FatalEventLogSize = depths.Fatal,
            LsaSize = (uint)configuration.LsaSize,
            PoisonListMaximum = configuration.PoisonListMaximum,
            InjectPoisonLimit = (ushort)configuration.InjectPoisonLimit,
            DynamicCapacityEventLogSize = depths.DynamicCapacity,
        }.TryWrite(reply);
        return CommandResult.Success(IdentifyMemoryDeviceResponse.Size);
    }
}
