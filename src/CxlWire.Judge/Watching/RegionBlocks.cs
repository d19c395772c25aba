using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;

namespace CxlWire.Judge.Watching;

/// <summary>Where dynamic capacity may lie: the regions, with the block sizes that they have now.</summary>
internal sealed class RegionBlocks(DeviceConfiguration configuration)
{
    private readonly ulong[] _sizes = [.. configuration.Regions.Select(region => region.BlockSize)];

    /// <summary>The Fabric Manager has changed a region's block size (5602h).</summary>
    public void Set(int region, ulong size)
    {
        if (region < _sizes.Length && size > 0)
            _sizes[region] = size;
    }

    /// <summary>Whether tagged extents there are numbered: the region is sharable.</summary>
    public bool IsSharable(DpaRange range) => configuration.Regions.Any(
        region => region.Sharable && new DpaRange(region.BaseDpa, region.Length).Contains(range));

    /// <summary>Whether a driver may use an extent: inside one region, in whole blocks.</summary>
    public bool IsSound(DpaRange range)
    {
        if (range.Length == 0 || range.Wraps)
            return false;
        for (int i = 0; i < _sizes.Length; i++)
        {
            RegionConfiguration region = configuration.Regions[i];
            if (new DpaRange(region.BaseDpa, region.Length).Contains(range))
                return (range.Start - region.BaseDpa) % _sizes[i] == 0 && range.Length % _sizes[i] == 0;
        }

        return false;
    }
}
