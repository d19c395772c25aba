using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Events;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device;

/// <summary>
/// Gives capacity to hosts and takes it back. Whatever asks for that, control socket or opcode, asks
/// here; whatever hosts answer is applied here and told to the Fabric Manager.
/// </summary>
public sealed class FabricManager
{
    private readonly CxlDevice _device;
    private readonly RangeList _ranges = new();
    private readonly List<Extent> _changed = [];

    internal FabricManager(CxlDevice device)
    {
        _device = device;
        Cci = new CciPort(device, CciKinds.FabricManager, host: null);
    }

    /// <summary>A host answered an offer.</summary>
    public event Action<CapacityChange>? AddResponded;

    /// <summary>A host released capacity; once for each tag.</summary>
    public event Action<CapacityChange>? Released;

    /// <summary>The Fabric Manager's own CCI; its dynamic capacity log has the records of types 4 and 5.</summary>
    public CciPort Cci { get; }

    /// <summary>Offers capacity to a host: one offer, one chain of records (O1).</summary>
    /// <returns>Null, or why nothing was changed (O2, F2).</returns>
    public Refusal? Add(AddCapacityRequest request)
    {
        if (request.SelectionPolicy != SelectionPolicy.Prescriptive)
            return Refuse(ReturnCode.Unsupported, "F1", "Selection policy not supported");
        if (Find(request.HostId, request.Region, out Host host, out Region region) is { } unknown)
            return unknown;
        if (Check(host, region, request) is { } refusal)
            return refusal;
        var extents = new Extent[_ranges.Ranges.Count];
        for (int i = 0; i < extents.Length; i++)
            extents[i] = new Extent { StartDpa = _ranges.Ranges[i].Start, Length = _ranges.Ranges[i].Length, Tag = request.Tag };
        host.Offers.Add(new Offer(request.Tag, extents));
        _device.Tags.Add(request.Tag, TotalLength(extents));
        Tell(host.Cci, host, DynamicCapacityEventType.AddCapacity, extents, towardsHost: true);
        return null;
    }

    /// <summary>Asks a host to release capacity; its list changes when it does (F4).</summary>
    /// <returns>Null, or why nothing was changed (F3).</returns>
    public Refusal? Release(ReleaseCapacityRequest request)
    {
        if (request.ForcedRemoval)
            return Refuse(ReturnCode.Unsupported, "F4", "Forced removal not supported yet");
        if (request.RemovalPolicy != RemovalPolicy.Prescriptive)
            return Refuse(ReturnCode.Unsupported, "F3", "Removal policy not supported");
        if (request.SanitizeOnRelease)
            return Refuse(ReturnCode.Unsupported, "F5", "Sanitize on release not supported yet");
        if (Find(request.HostId, request.Region, out Host host, out Region region) is { } unknown)
            return unknown;
        if (Check(host, region, request) is { } refusal)
            return refusal;
        Tell(host.Cci, host, DynamicCapacityEventType.ReleaseCapacity, _changed, towardsHost: true);
        return null;
    }

    /// <summary>What became of a host's capacity of a region under a tag, and its first extent.</summary>
    /// <returns>Null, or why there is no answer.</returns>
    public Refusal? GetState(int hostId, int region, Tag tag, out CapacityState state, out Extent extent)
    {
        (state, extent) = (CapacityState.Released, default);
        if (Find(hostId, region, out Host host, out Region found) is { } unknown)
            return unknown;
        for (int i = 0; i < host.Extents.Count; i++)
        {
            if (IsOf(host.Extents[i], found, tag))
            {
                (state, extent) = (CapacityState.Committed, host.Extents[i]);
                return null;
            }
        }

        foreach (Extent offered in host.Offers.Pending.SelectMany(o => o.Extents))
        {
            if (IsOf(offered, found, tag))
            {
                (state, extent) = (CapacityState.Pending, offered);
                return null;
            }
        }

        return null;
    }

    /// <summary>Applies a host's answer to its first offer: ranges that were checked (A5, A6, A10).</summary>
    internal void Answer(Host host, IReadOnlyList<DpaRange> accepted)
    {
        Offer offer = host.Offers.First!;
        _changed.Clear();
        for (int i = 0; i < accepted.Count; i++)
        {
            host.Offers.TryFind(accepted[i], out _, out Extent offered);
            _changed.Add(offered with { StartDpa = accepted[i].Start, Length = accepted[i].Length });
        }

        host.Offers.RemoveFirst();
        foreach (Extent extent in _changed)
            host.Extents.Add(extent);
        if (_changed.Count > 0)
            host.Extents.MarkChanged();
        _device.Tags.Remove(offer.Tag, TotalLength(offer.Extents) - TotalLength(_changed));

        // A10: a full rejection is one record with length 0.
        IReadOnlyList<Extent> told = _changed.Count > 0 ? _changed : [offer.Extents[0] with { Length = 0 }];
        Tell(Cci, host, DynamicCapacityEventType.AddCapacityResponse, told, towardsHost: false);
        if (AddResponded is { } handler)
            handler(new CapacityChange(host.Id, offer.Tag, [.. _changed]));
    }

    /// <summary>Applies a host's release of ranges that were checked (L3, L5).</summary>
    internal void TakeBack(Host host, IReadOnlyList<DpaRange> released)
    {
        _changed.Clear();
        for (int i = 0; i < released.Count; i++)
        {
            DpaRange rest = released[i];
            while (rest.Length > 0)
            {
                Extent taken = host.Extents.TakeFirst(rest);
                _changed.Add(taken);
                _device.Tags.Remove(taken.Tag, taken.Length);
                rest = new DpaRange(rest.Start + taken.Length, rest.Length - taken.Length);
            }
        }

        host.Extents.MarkChanged();
        Tell(Cci, host, DynamicCapacityEventType.CapacityReleased, _changed, towardsHost: false);
        if (Released is { } handler)
        {
            foreach (IGrouping<Tag, Extent> group in _changed.GroupBy(extent => extent.Tag))
                handler(new CapacityChange(host.Id, group.Key, [.. group]));
        }
    }

    private static Refusal Refuse(ReturnCode code, string rule, string reason) => new(code, rule, "extents", 0, reason);

    private static bool IsOf(in Extent extent, Region region, Tag tag) =>
        extent.Tag == tag && region.Range.Contains(new DpaRange(extent.StartDpa, extent.Length));

    private static ulong TotalLength(IReadOnlyList<Extent> extents)
    {
        ulong total = 0;
        for (int i = 0; i < extents.Count; i++)
            total += extents[i].Length;
        return total;
    }

    private Refusal? Find(int hostId, int regionIndex, out Host host, out Region region)
    {
        host = _device.Hosts[0];
        region = _device.Regions[0];
        if (regionIndex >= _device.Regions.Count)
            return new Refusal(ReturnCode.InvalidInput, "F2", "region", 0, "region id is too large");
        if (hostId >= _device.Hosts.Count)
            return new Refusal(ReturnCode.InvalidInput, "F2", "host_id", 0, "host id is too large");
        host = _device.Hosts[hostId];
        region = _device.Regions[regionIndex];
        return null;
    }

    private Refusal? Check(Host host, Region region, AddCapacityRequest request)
    {
        _ranges.Clear();
        foreach (RegionRange extent in request.Extents)
        {
            if (Check(region, extent, out DpaRange range) is { } refusal)
                return refusal;
            if (host.Extents.Overlaps(range))
                return Refuse(ReturnCode.InvalidExtentList, "O2", "cannot add DPA already accessible to the same LD");
            if (host.Offers.Overlaps(range))
                return Refuse(ReturnCode.InvalidExtentList, "O2", "cannot add DPA again while still pending");
        }

        if (request.Extents.Count == 0)
            return Refuse(ReturnCode.InvalidInput, "O2", "at least one extent is needed");
        if ((uint)request.Extents.Count > host.ExtentsAvailable)
            return Refuse(ReturnCode.ResourcesExhausted, "O2", "not enough extents available");
        if (_device.Tags.IsLive(request.Tag))
            return Refuse(ReturnCode.InvalidInput, "O2", "tag is already in use");
        if (!request.Tag.IsNone && _device.TagsAvailable == 0)
            return Refuse(ReturnCode.ResourcesExhausted, "O2", "not enough tags available");
        return CheckLog(host, request.Extents.Count);
    }

    // Leaves what is to be released in _changed: one extent a record, split where tags or sequences meet.
    private Refusal? Check(Host host, Region region, ReleaseCapacityRequest request)
    {
        _ranges.Clear();
        _changed.Clear();
        foreach (RegionRange extent in request.Extents)
        {
            if (Check(region, extent, out DpaRange range) is { } refusal)
                return refusal;
            if (host.Offers.Overlaps(range))
                return Refuse(ReturnCode.InvalidPhysicalAddress, "F3", "cannot release extent with pending DPA range");
            if (host.Extents.CountCovering(range) == 0)
                return Refuse(ReturnCode.InvalidPhysicalAddress, "F3", "cannot release extent with non-existing DPA range");
            AddPieces(host, range);
        }

        return request.Extents.Count == 0
            ? Refuse(ReturnCode.InvalidInput, "F3", "at least one extent is needed")
            : CheckLog(host, _changed.Count);
    }

    private void AddPieces(Host host, DpaRange range)
    {
        int first = _changed.Count;
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            host.Extents.TryFind(dpa, out Extent holder);
            ulong end = Math.Min(range.End, holder.StartDpa + holder.Length);
            Extent piece = holder with { StartDpa = dpa, Length = end - dpa };
            bool joins = _changed.Count > first
                && (_changed[^1].Tag, _changed[^1].SharedExtentSequence) == (piece.Tag, piece.SharedExtentSequence);
            if (joins)
                _changed[^1] = _changed[^1] with { Length = _changed[^1].Length + piece.Length };
            else
                _changed.Add(piece);
            dpa = end;
        }
    }

    // The order and the words of these refusals are QEMU's.
    private Refusal? Check(Region region, RegionRange extent, out DpaRange range)
    {
        range = default;
        if (extent.Length == 0)
            return Refuse(ReturnCode.InvalidExtentList, "O2", "extent with 0 length is not allowed");
        if (!region.IsAligned(extent.Offset, extent.Length))
            return Refuse(ReturnCode.InvalidExtentList, "O2", "dpa or len is not aligned to region block size");
        ulong size = region.Configuration.Length;
        if (extent.Length > size || extent.Offset > size - extent.Length)
            return Refuse(ReturnCode.InvalidPhysicalAddress, "O2", "extent range is beyond the region end");
        range = new DpaRange(region.Range.Start + extent.Offset, extent.Length);
        return _ranges.TryAdd(range)
            ? null
            : Refuse(ReturnCode.InvalidExtentList, "O2", "duplicate or overlapped extents are detected");
    }

    private static Refusal? CheckLog(Host host, int records) =>
        host.Cci.Logs[EventLogType.DynamicCapacity.Value].HasRoomFor(records)
            ? null
            : Refuse(ReturnCode.ResourcesExhausted, "E7", "too many event records wait for the host");

    private static void Tell(
        CciPort port, Host host, DynamicCapacityEventType type, IReadOnlyList<Extent> extents, bool towardsHost)
    {
        EventLog log = port.Logs[EventLogType.DynamicCapacity.Value];
        DynamicCapacityConfigurationTail tail = host.Tail;
        for (int i = 0; i < extents.Count; i++)
        {
            log.Append(new DynamicCapacityEvent
            {
                Type = type,
                Extent = extents[i],
                More = i < extents.Count - 1,
                ExtentsAvailable = tail.ExtentsAvailable,
                TagsAvailable = tail.TagsAvailable,
                HostId = towardsHost ? (ushort)0 : (ushort)host.Id,
            });
        }
    }
}
