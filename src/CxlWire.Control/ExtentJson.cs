using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Control;

/// <summary>Extents as the control socket writes them: by region and offset, as its commands take them.</summary>
internal static class ExtentJson
{
    /// <summary>Ranges, as far as they lie in a region; as extents of no tag.</summary>
    public static IEnumerable<Extent> In(Region region, IEnumerable<DpaRange> ranges) =>
        from range in ranges
        where region.Range.Overlaps(range)
        let start = Math.Max(region.Range.Start, range.Start)
        select new Extent { StartDpa = start, Length = Math.Min(region.Range.End, range.End) - start };

    /// <summary>Writes "region", "offset" and "len" into the current object.</summary>
    public static void WriteRegionRange(this Utf8JsonWriter json, CxlDevice device, in Extent extent)
    {
        int index = device.Regions.Count - 1;
        while (device.Regions[index].Range.Start > extent.StartDpa)
            index--;
        Region region = device.Regions[index];
        json.WriteNumber("region", region.Index);
        json.WriteNumber("offset", extent.StartDpa - region.Range.Start);
        json.WriteNumber("len", extent.Length);
    }
}
