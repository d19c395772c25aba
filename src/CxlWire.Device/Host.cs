using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Commands.DynamicCapacity;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device;

/// <summary>What one host sees of the device: its CCI, its offers and its extents (S1).</summary>
public sealed class Host
{
    internal Host(CxlDevice device, int id)
    {
        Device = device;
        Id = id;
        Cci = new CciPort(device, CciKinds.Host, this);
        AddResponse = new StagedRanges(device.Configuration.StagedRangesLimit);
        Release = new StagedRanges(device.Configuration.StagedRangesLimit);
    }

    /// <summary>Host ID.</summary>
    public int Id { get; }

    /// <summary>What the host sends commands to.</summary>
    public CciPort Cci { get; }

    /// <summary>Accepted extents.</summary>
    public ExtentList Extents { get; } = new();

    /// <summary>Pending offers.</summary>
    public OfferQueue Offers { get; } = new();

    internal CxlDevice Device { get; }

    /// <summary>What 4202h set.</summary>
    internal SetAlertConfigurationRequest Alerts { get; set; }

    /// <summary>Ranges of a 4802h that has more to come (A8).</summary>
    internal StagedRanges AddResponse { get; }

    /// <summary>Ranges of a 4803h that has more to come (A8).</summary>
    internal StagedRanges Release { get; }

    /// <summary>R4: the tracking limit counts both accepted and pending extents.</summary>
    public uint ExtentsAvailable =>
        Device.Configuration.ExtentsSupported - (uint)Extents.Count - (uint)Offers.ExtentCount;

    internal DynamicCapacityConfigurationTail Tail => new()
    {
        ExtentsSupported = Device.Configuration.ExtentsSupported,
        ExtentsAvailable = ExtentsAvailable,
        TagsSupported = Device.Configuration.TagsSupported,
        TagsAvailable = Device.TagsAvailable,
    };

    internal void Reset()
    {
        DropStaged();
        Alerts = default;
        Cci.Reset();
    }

    /// <summary>Drops what was gathered of split payloads: the list under them has changed.</summary>
    internal void DropStaged()
    {
        AddResponse.Clear();
        Release.Clear();
    }
}
