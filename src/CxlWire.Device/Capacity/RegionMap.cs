using System.Collections;
using CxlWire.Device.Configuration;

namespace CxlWire.Device.Capacity;

/// <summary>The dynamic capacity regions, lowest addresses first (R1).</summary>
internal sealed class RegionMap(IReadOnlyList<RegionConfiguration> configurations) : IReadOnlyList<Region>
{
    private readonly Region[] _regions = [.. configurations.Select((configuration, i) => new Region(i, configuration))];

    /// <inheritdoc/>
    public int Count => _regions.Length;

    /// <inheritdoc/>
    public Region this[int index] => _regions[index];

    /// <summary>The region that holds the whole range, or null.</summary>
    public Region? Find(DpaRange range)
    {
        foreach (Region region in _regions)
        {
            if (region.Range.Contains(range))
                return region;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<Region> GetEnumerator() => ((IEnumerable<Region>)_regions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
