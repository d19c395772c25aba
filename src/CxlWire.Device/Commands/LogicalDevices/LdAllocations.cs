using CxlWire.Device.Configuration;
using CxlWire.Device.Partitions;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>The static capacity of each logical device: all of it, of every one (U2).</summary>
internal static class LdAllocations
{
    /// <summary>What a logical device has: range 1 volatile, range 2 persistent, in units of 256 MiB.</summary>
    public static LdAllocation Of(StaticPartitions partitions) => new()
    {
        Range1Multiplier = partitions.Volatile.Length / DeviceConfiguration.CapacityUnit,
        Range2Multiplier = partitions.Persistent.Length / DeviceConfiguration.CapacityUnit,
    };

    /// <summary>Writes as many of the same as there are.</summary>
    public static void Write(LdAllocation allocation, int count, Span<byte> destination)
    {
        for (int i = 0; i < count; i++)
            allocation.TryWrite(destination[(i * LdAllocation.Size)..]);
    }
}
