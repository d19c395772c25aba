using CxlWire.Device.Configuration;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

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
