using CxlWire.Protocol.Dcd;

namespace CxlWire.Device;

/// <summary>A dynamic capacity region of a running device.</summary>
public sealed class Region
{
    internal Region(int index, RegionConfiguration configuration)
    {
        Index = index;
        Configuration = configuration;
    }

    /// <summary>0 to 7, in the order of their addresses (R1).</summary>
    public int Index { get; }

    /// <summary>As configured.</summary>
    public RegionConfiguration Configuration { get; }

    /// <summary>All of its addresses.</summary>
    public DpaRange Range => new(Configuration.BaseDpa, Configuration.Length);

    /// <summary>Whether start and length are multiples of the block size.</summary>
    public bool IsAligned(ulong offset, ulong length) =>
        ((offset | length) & (Configuration.BlockSize - 1)) == 0;

    internal DynamicCapacityRegionConfiguration ToWire() => new()
    {
        BaseDpa = Configuration.BaseDpa,
        DecodeLength = Configuration.DecodeLength / DeviceConfiguration.CapacityUnit,
        Length = Configuration.Length,
        BlockSize = Configuration.BlockSize,
        DsmadHandle = Configuration.DsmadHandle,
        SanitizeOnRelease = Configuration.SanitizeOnRelease,
    };
}
