namespace CxlWire.Device.Configuration;

/// <summary>How fast memory is, as the CDAT tells; the device itself takes no time.</summary>
/// <param name="ReadLatency">Picoseconds, at least 1.</param>
/// <param name="WriteLatency">Picoseconds, at least 1.</param>
/// <param name="ReadBandwidth">MB/s, at least 1.</param>
/// <param name="WriteBandwidth">MB/s, at least 1.</param>
public sealed record MemoryPerformance(uint ReadLatency, uint WriteLatency, uint ReadBandwidth, uint WriteBandwidth)
{
    /// <summary>What memory has of which nobody says more: 150 and 250 ns, 16 GB/s, as QEMU's.</summary>
    public static MemoryPerformance Default { get; } = new(150_000, 250_000, 16_000, 16_000);
}
