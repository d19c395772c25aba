using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Commands.DynamicCapacity;
using CxlWire.Device.Registers;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device;

/// <summary>What one host sees of the device: its CCI, its offers and its extents (S1).</summary>
public sealed class Host
{
    internal Host(CxlDevice device, int id, CommandSet commands)
    {
        Device = device;
        Id = id;
        Cci = new CciPort(device, commands, CciKinds.Host, this);
        AddResponse = new StagedRanges(device.Configuration.StagedRangesLimit);
        Release = new StagedRanges(device.Configuration.StagedRangesLimit);
    }

    /// <summary>Host ID.</summary>
    public int Id { get; }

    /// <summary>What the host sends commands to.</summary>
    public CciPort Cci { get; }

    /// <summary>
    /// The PCI function that the host finds: the same CCI through mailbox registers. Made when it is first asked
    /// for, since registers are most of what a device takes in memory.
    /// </summary>
    public PciFunction Function => field ??= new PciFunction(this);

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
        TagsSupported = Cci.Has(QemuQuirks.TagsAreIgnored) ? 0 : Device.Configuration.TagsSupported,
        TagsAvailable = Cci.Has(QemuQuirks.TagsAreIgnored) ? 0 : Device.TagsAvailable,
    };

    /// <summary>The list's generation, as hosts and Fabric Manager are told.</summary>
    internal uint ReportedGeneration => Cci.Has(QemuQuirks.GenerationIsZero) ? 0 : Extents.Generation;

    /// <summary>Writes consecutive extents, as hosts and Fabric Manager are told; there are that many.</summary>
    internal void WriteExtents(int position, int count, Span<byte> destination)
    {
        Extents.WriteTo(position, count, destination);
        if (!Cci.Has(QemuQuirks.AcceptedLoseTags))
            return;
        for (int i = 0; i < count; i++)
        {
            Span<byte> entry = destination.Slice(i * Extent.Size, Extent.Size);
            Extent.TryRead(entry, out Extent extent, out _);
            new Extent { StartDpa = extent.StartDpa, Length = extent.Length }.TryWrite(entry);
        }
    }

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
