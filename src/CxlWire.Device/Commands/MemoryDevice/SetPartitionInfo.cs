using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.2.2 Set Partition Info (4101h).</summary>
internal static class SetPartitionInfo
{
    private const string Field = "volatile_capacity";

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetPartitionInfoRequest.TryRead(request, out SetPartitionInfoRequest wanted, out _);
        DeviceConfiguration configuration = port.Device.Configuration;
        if (configuration.PartitionAlignment == 0)
            return Refuse(ReturnCode.Unsupported, "no capacity can be partitioned");
        if (wanted.VolatileCapacity > configuration.PartitionableCapacity / DeviceConfiguration.CapacityUnit)
            return Refuse(ReturnCode.InvalidInput, "more than the partitionable capacity");
        ulong @volatile = wanted.VolatileCapacity * DeviceConfiguration.CapacityUnit;
        if (@volatile % configuration.PartitionAlignment != 0)
            return Refuse(ReturnCode.InvalidInput, "not a multiple of the partition alignment");
        if (port.Device.Security.RefuseIfLocked(SetPartitionInfoRequest.Layout, Field) is { } locked)
            return CommandResult.Refused(locked);
        port.Device.Partitions.Set(@volatile, wanted.Immediate);
        return CommandResult.Success();
    }

    private static CommandResult Refuse(ReturnCode code, string reason) =>
        CommandResult.Refused(Refusal.At(SetPartitionInfoRequest.Layout, Field, code, "D2", reason));
}
