using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.Partitions;

namespace CxlWire.Device.Attributes;

/// <summary>Device addresses with the same attributes: a static partition or a region.</summary>
/// <param name="DsmadHandle">Names it in the CDAT; unique (X5).</param>
/// <param name="Range">Its addresses.</param>
/// <param name="Performance">Latency and bandwidth.</param>
internal sealed record MemoryRange(byte DsmadHandle, DpaRange Range, MemoryPerformance Performance)
{
    public bool NonVolatile { get; init; }

    public bool Sharable { get; init; }

    public bool HardwareManagedCoherency { get; init; }

    public bool ReadOnly { get; init; }

    /// <summary>All memory of a device, lowest addresses first: static partitions with any, then regions.</summary>
    /// <param name="configuration">What the device is made of.</param>
    /// <param name="partitions">How its static capacity is parted.</param>
    public static IReadOnlyList<MemoryRange> Of(DeviceConfiguration configuration, StaticPartitions partitions)
    {
        var handles = new Stack<byte>(
            Enumerable.Range(0, configuration.Regions.Count + 2).Select(handle => (byte)handle)
                .Where(handle => configuration.Regions.All(region => region.DsmadHandle != handle)).Reverse());
        var ranges = new List<MemoryRange>();
        if (partitions.Volatile.Length > 0)
            ranges.Add(new(handles.Pop(), partitions.Volatile, configuration.VolatilePerformance));
        if (partitions.Persistent.Length > 0)
        {
            ranges.Add(new(handles.Pop(), partitions.Persistent, configuration.PersistentPerformance)
            {
                NonVolatile = true,
            });
        }

        ranges.AddRange(configuration.Regions.Select(Of));
        return ranges;
    }

    private static MemoryRange Of(RegionConfiguration region) =>
        new((byte)region.DsmadHandle, new(region.BaseDpa, region.Length), region.Performance)
        {
            NonVolatile = region.NonVolatile,
            Sharable = region.Sharable,
            HardwareManagedCoherency = region.HardwareManagedCoherency,
            ReadOnly = region.ReadOnly,
        };
}
