using CxlWire.Device.Configuration;
using CxlWire.Device.Partitions;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h).</summary>
internal static class GetPartitionInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        StaticPartitions partitions = port.Device.Partitions;
        new GetPartitionInfoResponse
        {
            ActiveVolatileCapacity = partitions.Volatile.Length / DeviceConfiguration.CapacityUnit,
            ActivePersistentCapacity = partitions.Persistent.Length / DeviceConfiguration.CapacityUnit,
            NextVolatileCapacity = (partitions.NextVolatile?.Length ?? 0) / DeviceConfiguration.CapacityUnit,
            NextPersistentCapacity = (partitions.NextPersistent?.Length ?? 0) / DeviceConfiguration.CapacityUnit,
        }.TryWrite(reply);
        return CommandResult.Success(GetPartitionInfoResponse.Size);
    }
}
