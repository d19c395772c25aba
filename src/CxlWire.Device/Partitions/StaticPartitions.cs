using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.State;

namespace CxlWire.Device.Partitions;

/// <summary>
/// How the static capacity is parted now, and will be after a reset (D1 to D4): what is volatile at DPA 0, then what is
/// persistent. All of it together is always the same.
/// </summary>
/// <param name="configuration">What the device is made of.</param>
internal sealed class StaticPartitions(DeviceConfiguration configuration)
{
    /// <summary>How much of the partitionable capacity is volatile, in bytes.</summary>
    public ulong PartitionedVolatile { get; set; } = configuration.PartitionableCapacity;

    /// <summary>What that will be after a reset; null: as it is.</summary>
    public ulong? NextPartitionedVolatile { get; set; }

    /// <summary>What does not outlive a loss of power.</summary>
    public DpaRange Volatile => new(0, configuration.VolatileCapacity + PartitionedVolatile);

    /// <summary>What outlives it.</summary>
    public DpaRange Persistent => After(PartitionedVolatile);

    /// <summary>What will be volatile after a reset; null: as it is.</summary>
    public DpaRange? NextVolatile => NextPartitionedVolatile is { } next
        ? new(0, configuration.VolatileCapacity + next) : null;

    /// <summary>What will be persistent after a reset; null: as it is.</summary>
    public DpaRange? NextPersistent => NextPartitionedVolatile is { } next ? After(next) : null;

    /// <summary>Parts the partitionable capacity.</summary>
    /// <param name="partitionedVolatile">What of it is to be volatile, in bytes: a multiple of the alignment.</param>
    /// <param name="isImmediate">At once; else after a reset.</param>
    public void Set(ulong partitionedVolatile, bool isImmediate)
    {
        if (isImmediate)
            PartitionedVolatile = partitionedVolatile;
        NextPartitionedVolatile = partitionedVolatile == PartitionedVolatile ? null : partitionedVolatile;
    }

    /// <summary>D4: what was to come is there.</summary>
    public void Reset()
    {
        PartitionedVolatile = NextPartitionedVolatile ?? PartitionedVolatile;
        NextPartitionedVolatile = null;
    }

    /// <summary>Writes how it is parted, or takes other parts in their place.</summary>
    public void Exchange(StateArchive state)
    {
        PartitionedVolatile = Exchange(state, "volatile", PartitionedVolatile, configuration.PartitionableCapacity);
        NextPartitionedVolatile = state.Flag("has_next", NextPartitionedVolatile is not null)
            ? Exchange(state, "next_volatile", NextPartitionedVolatile ?? 0, 0) : null;
    }

    private ulong Exchange(StateArchive state, string name, ulong value, ulong atFirst)
    {
        value = state.Number(name, value, configuration.PartitionableCapacity, atFirst);
        return value == atFirst
            || (configuration.PartitionAlignment != 0 && value % configuration.PartitionAlignment == 0)
                ? value : throw state.Error(name, "D2: not a multiple of the partition alignment");
    }

    private DpaRange After(ulong partitionedVolatile)
    {
        ulong start = configuration.VolatileCapacity + partitionedVolatile;
        return new(start, configuration.StaticCapacity - start);
    }
}
