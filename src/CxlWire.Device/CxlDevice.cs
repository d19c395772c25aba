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
    /// <param name="clock">The clock that timestamps and sanitizing run with; the system's where null.</param>
    public CxlDevice(DeviceConfiguration configuration, TimeProvider? clock = null)
    {
        Configuration = configuration;
        Time = clock ?? TimeProvider.System;
        Pool = new CapacityPool(this);
        Regions = [.. configuration.Regions.Select((r, i) => new Region(i, r))];
        HostArray = [.. Enumerable.Range(0, configuration.Hosts).Select(id => new Host(this, id))];
        FabricManager = new FabricManager(this);
        LabelStorage = new LabelStorage(configuration.LsaSize);
    }

    /// <summary>What the device is made of.</summary>
    public DeviceConfiguration Configuration { get; }

    /// <summary>Held by whoever calls in, where several threads do.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Dynamic capacity regions, lowest addresses first (R1).</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>Hosts, by ID (S1).</summary>
    public IReadOnlyList<Host> Hosts => HostArray;

    /// <summary>Where capacity is given and taken.</summary>
    public FabricManager FabricManager { get; }

    /// <summary>The label storage area.</summary>
    public LabelStorage LabelStorage { get; }

    /// <summary>Tags that the device could still track.</summary>
    public uint TagsAvailable => Configuration.TagsSupported - (uint)Pool.Tags.Count;

    internal Host[] HostArray { get; }

    internal TimeProvider Time { get; }

    internal CapacityPool Pool { get; }

    /// <summary>
    /// Resets every host: what it was saying and how it wanted to be told is forgotten; what it holds, was
    /// offered and has in its logs stays.
    /// </summary>
    public void Reset()
    {
        foreach (Host host in HostArray)
            host.Reset();
    }

    /// <summary>The region that holds the whole range, or null.</summary>
    internal Region? FindRegion(DpaRange range)
    {
        // By index: an enumerator of a list that is known by its interface only is an object.
        for (int i = 0; i < Regions.Count; i++)
        {
            if (Regions[i].Range.Contains(range))
                return Regions[i];
        }

        return null;
    }
}
