using CxlWire.Device.Capacity;

namespace CxlWire.Device;

/// <summary>
/// An emulated CXL Dynamic Capacity Device. It has no threads and takes no lock by itself: whoever
/// shares it between threads holds <see cref="Gate"/> while calling in.
/// </summary>
public sealed class CxlDevice
{
    /// <summary>Starts a device; all capacity is free.</summary>
    /// <param name="configuration">What it is made of.</param>
    /// <param name="clock">The clock that timestamps run with; the system's where null.</param>
    public CxlDevice(DeviceConfiguration configuration, TimeProvider? clock = null)
    {
        Configuration = configuration;
        Time = clock ?? TimeProvider.System;
        Regions = [.. configuration.Regions.Select((r, i) => new Region(i, r))];
        Hosts = [new Host(this, 0)];
        FabricManager = new FabricManager(this);
    }

    /// <summary>What the device is made of.</summary>
    public DeviceConfiguration Configuration { get; }

    /// <summary>Held by whoever calls in, where several threads do.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Dynamic capacity regions, lowest addresses first (R1).</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>Hosts, by ID.</summary>
    public IReadOnlyList<Host> Hosts { get; }

    /// <summary>Where capacity is given and taken.</summary>
    public FabricManager FabricManager { get; }

    internal TimeProvider Time { get; }

    internal TagTable Tags { get; } = new();

    internal uint TagsAvailable => Configuration.TagsSupported - (uint)Tags.Count;

    /// <summary>The region that holds the whole range, or null.</summary>
    internal Region? FindRegion(DpaRange range)
    {
        foreach (Region region in Regions)
        {
            if (region.Range.Contains(range))
                return region;
        }

        return null;
    }
}
