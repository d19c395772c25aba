using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Commands.DynamicCapacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.Features;
using CxlWire.Device.Media;
using CxlWire.Device.Registers;
using CxlWire.Device.State;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device;

/// <summary>What one host sees of the device: its CCI, its offers and its extents (S1).</summary>
public sealed class Host
{
    private readonly uint _supported;
    private readonly TagTable _tags;
    private readonly QemuPolicy _policy;

    internal Host(int id, DeviceParts device, HostCapacity capacity, CommandSet commands)
    {
        Id = id;
        Capacity = capacity;
        _supported = device.Configuration.ExtentsSupported;
        _tags = device.Pool.Tags;
        _policy = device.Policy;
        RegionConfiguration last = device.Configuration.Regions[^1];
        Memory = new HostMemory(
            device.Configuration.StaticCapacity, last.BaseDpa + last.Length, capacity.Extents);
        Scan = new MediaScan();
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
    public ExtentList Extents => Capacity.Extents;

    /// <summary>Pending offers.</summary>
    public OfferQueue Offers => Capacity.Offers;

    /// <summary>Both of them.</summary>
    internal HostCapacity Capacity { get; }

    /// <summary>The memory that the host has.</summary>
    internal HostMemory Memory { get; }

    /// <summary>How far the host has read its poison list.</summary>
    internal PoisonListCursor PoisonCursor { get; set; }

    /// <summary>What the host's last scan of the media found.</summary>
    internal MediaScan Scan { get; }

    /// <summary>What 4202h set.</summary>
    internal SetAlertConfigurationRequest Alerts { get; set; }

    /// <summary>Parts of a feature that are to be followed by more (T3).</summary>
    internal FeatureTransfer FeatureTransfer { get; } = new();

    /// <summary>Ranges of a 4802h that has more to come (A8).</summary>
    internal StagedRanges AddResponse { get; }

    /// <summary>Ranges of a 4803h that has more to come (A8).</summary>
    internal StagedRanges Release { get; }

    /// <summary>R4: the tracking limit counts both accepted and pending extents.</summary>
    public uint ExtentsAvailable => Capacity.ExtentsAvailable;

    internal DynamicCapacityConfigurationTail Tail => new()
    {
        ExtentsSupported = _supported,
        ExtentsAvailable = ExtentsAvailable,
        TagsSupported = _policy.ReportedTags(_tags.Supported),
        TagsAvailable = _policy.ReportedTags(_tags.Available),
    };

    /// <summary>The list's generation, as hosts and Fabric Manager are told.</summary>
    internal uint ReportedGeneration => _policy.ReportedGeneration(Extents.Generation);

    /// <summary>Writes consecutive extents, as hosts and Fabric Manager are told; there are that many.</summary>
    internal void WriteExtents(int position, int count, Span<byte> destination)
    {
        Extents.WriteTo(position, count, destination);
        if (!_policy.AcceptedLoseTags)
            return;
        for (int i = 0; i < count; i++)
        {
            Span<byte> entry = destination.Slice(i * Extent.Size, Extent.Size);
            Extent.TryRead(entry, out Extent extent, out _);
            _policy.ReportedExtent(extent).TryWrite(entry);
        }
    }

    /// <summary>What the host holds and was offered now, to be looked at outside of the gate.</summary>
    public HostSnapshot TakeSnapshot() => new(
        Id, Extents.Generation, ExtentsAvailable, Extents.Count + Offers.ExtentCount, Offers.Share(), Extents.Share());

    /// <summary>Writes what the host has, or takes something else in its place.</summary>
    /// <param name="state">Where it is written.</param>
    /// <param name="device">Whose host it is.</param>
    /// <param name="check">Complains of an extent that the host cannot have.</param>
    internal void Exchange(StateArchive state, DeviceParts device, Action<Extent, StateArchive> check)
    {
        Extents.Exchange(state, check);
        Offers.Exchange(state, check);
        byte[] alerts = new byte[SetAlertConfigurationRequest.Size];
        Alerts.TryWrite(alerts);
        alerts = state.Bytes("alerts", alerts, alerts.Length, alerts.Length);
        SetAlertConfigurationRequest.TryRead(alerts, out SetAlertConfigurationRequest read, out _);
        Alerts = read;
        state.Object("poison_list", inner => PoisonCursor = new PoisonListCursor(
            inner.Range(PoisonCursor.Range),
            inner.Address("next", PoisonCursor.Next),
            (uint)inner.Number("returned", PoisonCursor.Returned, uint.MaxValue)));
        state.Object("scan", Scan.Exchange);
        state.Object("feature_transfer", inner => FeatureTransfer.Exchange(inner, device.Features));
        state.Object("add_response", inner => AddResponse.Exchange(inner, device.Regions));
        state.Object("release", inner => Release.Exchange(inner, device.Regions));
        state.Object("cci", Cci.Exchange);
    }

    internal void Reset()
    {
        DropStaged();
        Alerts = default;
        PoisonCursor = default;
        Scan.Clear();
        FeatureTransfer.Drop();
        Cci.Reset();
    }

    /// <summary>Drops what was gathered of split payloads: the list under them has changed.</summary>
    internal void DropStaged()
    {
        AddResponse.Clear();
        Release.Clear();
    }
}
