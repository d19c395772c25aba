using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.State;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device;

/// <summary>A dynamic capacity region of a running device.</summary>
public sealed class Region
{
    internal Region(int index, RegionConfiguration configuration)
    {
        Index = index;
        Configuration = configuration;
        BlockSize = configuration.BlockSize;
        SanitizeOnRelease = configuration.SanitizeOnRelease;
        Free = new FreeRanges(Range);
    }

    /// <summary>0 to 7, in the order of their addresses (R1).</summary>
    public int Index { get; }

    /// <summary>As the device was configured.</summary>
    public RegionConfiguration Configuration { get; }

    /// <summary>Bytes, a power of two; 5602h changes it.</summary>
    public ulong BlockSize { get; internal set; }

    /// <summary>Whether released capacity is always sanitized (F5); 5602h may change it.</summary>
    public bool SanitizeOnRelease { get; internal set; }

    /// <summary>All of its addresses.</summary>
    public DpaRange Range => new(Configuration.BaseDpa, Configuration.Length);

    internal FreeRanges Free { get; }

    /// <summary>Whether start and length are multiples of the block size.</summary>
    public bool IsAligned(ulong offset, ulong length) => ((offset | length) & (BlockSize - 1)) == 0;

    /// <summary>Writes what 5602h set, or takes something else in its place.</summary>
    internal void Exchange(StateArchive state)
    {
        ulong blockSize = state.Number("block_size", BlockSize, atFirst: Configuration.BlockSize);
        if (!ulong.IsPow2(blockSize) || (Configuration.SupportedBlockSizes & blockSize) == 0)
            throw state.Error("block_size", "F6: the region does not support the block size");
        BlockSize = blockSize;
        bool isChanged = state.Flag(
            "sanitize_on_release_changed", SanitizeOnRelease != Configuration.SanitizeOnRelease);
        if (isChanged && !Configuration.SanitizeConfigurable)
            throw state.Error("sanitize_on_release_changed", "F6: the setting cannot be changed");
        SanitizeOnRelease = Configuration.SanitizeOnRelease != isChanged;
    }

    internal DynamicCapacityRegionConfiguration ToWire() => new()
    {
        BaseDpa = Configuration.BaseDpa,
        DecodeLength = Configuration.DecodeLength / DeviceConfiguration.CapacityUnit,
        Length = Configuration.Length,
        BlockSize = BlockSize,
        DsmadHandle = Configuration.DsmadHandle,
        SanitizeOnRelease = SanitizeOnRelease,
    };

    internal HostDynamicCapacityRegionConfiguration ToFabricManagerWire() => new()
    {
        BaseDpa = Configuration.BaseDpa,
        DecodeLength = Configuration.DecodeLength / DeviceConfiguration.CapacityUnit,
        Length = Configuration.Length,
        BlockSize = BlockSize,
        NonVolatile = Configuration.NonVolatile,
        Sharable = Configuration.Sharable,
        HardwareManagedCoherency = Configuration.HardwareManagedCoherency,
        ReadOnly = Configuration.ReadOnly,
        SanitizeOnRelease = SanitizeOnRelease,
    };
}
