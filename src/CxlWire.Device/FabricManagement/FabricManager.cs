using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Events;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device;

/// <summary>
/// Gives capacity to hosts and takes it back. Whatever asks for that, control socket or opcode, asks
/// here; whatever hosts answer is applied here and told to the Fabric Manager.
/// </summary>
public sealed partial class FabricManager
{
    private readonly CxlDevice _device;
    private readonly RangeList _ranges = new();
    private readonly List<Extent> _changed = [];
    private readonly List<Offer> _withdrawn = [];

    internal FabricManager(CxlDevice device, CommandSet commands)
    {
        _device = device;
        Cci = new CciPort(device, commands, CciKinds.FabricManager, host: null);
    }

    /// <summary>A host answered an offer.</summary>
    public event Action<CapacityChange>? AddResponded;

    /// <summary>A host released capacity, or lost it; once for each tag.</summary>
    public event Action<CapacityChange>? Released;

    /// <summary>The Fabric Manager's own CCI; its dynamic capacity log has the records of types 4 and 5.</summary>
    public CciPort Cci { get; }

    private CapacityPool Pool => _device.Pool;

    /// <summary>Offers capacity to a host: one offer, one chain of records (O1).</summary>
    /// <returns>Null, or why nothing was changed (O2, F2, S2).</returns>
    public Refusal? Add(AddCapacityRequest request)
    {
        using JournalStep step = _device.Journal.Begin();
        Refusal? refusal = TryAdd(request);
        _device.Journal.EnterCall(JournalEntryKind.CapacityAdd, null, request, default, refusal);
        return refusal;
    }

    private Refusal? TryAdd(AddCapacityRequest request)
    {
        Pool.Refresh();
        if (Has(QemuQuirks.PrescriptiveOnly) && request.SelectionPolicy != SelectionPolicy.Prescriptive)
            return Refuse(ReturnCode.InvalidInput, "q17", "selection_policy", "Selection policy not supported");

        // q18: the control socket's tag goes nowhere, the wire's no further than records and lists.
        if (Has(QemuQuirks.TagsAreIgnored) && request.Addresses is null)
            request = request with { Tag = Tag.None };
        if (Find(request.HostId, request.Region, out Host host, out Region region) is { } unknown)
            return unknown;
        if (request.SelectionPolicy == SelectionPolicy.EnableSharedAccess)
            return Share(host, region, request);
        if (Choose(host, region, request) is { } refusal)
            return refusal;
        region = _device.FindRegion(_ranges.Ranges[0])!;
        if (_ranges.Ranges.Any(range => !region.Range.Contains(range)) && AnySharable())
            return RefuseExtent(ReturnCode.InvalidInput, "S2", "sharable extents lie in one region");
        if (CheckTag(region, request.Tag) is { } badTag)
            return badTag;
        if (CheckRoom(host, _ranges.Ranges.Count) is { } noRoom)
            return noRoom;
        var extents = new OfferedExtents(request.Tag, region.Configuration.Sharable, [.. _ranges.Ranges]);
        _ranges.Clear();
        Pool.Allocate(Has(QemuQuirks.TagsAreIgnored) ? Tag.None : request.Tag, region, extents);
        MakeOffer(host, new Offer(request.Tag, extents));
        return null;
    }

    /// <summary>
    /// Asks a host to release capacity; its list changes when it does. Forced, it loses the capacity at
    /// once (F4).
    /// </summary>
    /// <returns>Null, or why nothing was changed (F3).</returns>
    public Refusal? Release(ReleaseCapacityRequest request)
    {
        using JournalStep step = _device.Journal.Begin();
        Refusal? refusal = TryRelease(request);
        _device.Journal.EnterCall(JournalEntryKind.CapacityRelease, null, request, default, refusal);
        return refusal;
    }

    private Refusal? TryRelease(ReleaseCapacityRequest request)
    {
        Pool.Refresh();
        if (Has(QemuQuirks.PrescriptiveOnly) && AsQemu(ref request) is { } unsupported)
            return unsupported;
        if (Find(request.HostId, request.Region, out Host host, out Region region) is { } unknown)
            return unknown;
        ClearScratch();
        Refusal? refusal =
            request.RemovalPolicy == RemovalPolicy.TagBased ? ChooseByTag(host, request)
            : request.RemovalPolicy == RemovalPolicy.Prescriptive ? ChooseListed(host, region, request)
            : Refuse(ReturnCode.InvalidInput, "F2", "removal_policy", "Removal policy not supported");
        refusal ??= CheckLog(host, _changed.Count + _withdrawn.Sum(offer => offer.Extents.Count));
        if (refusal is not null)
            return refusal;
        if (request.SanitizeOnRelease)
        {
            foreach (Extent extent in _changed)
                Pool.SanitizeOnRelease(new DpaRange(extent.StartDpa, extent.Length));
        }

        if (request.ForcedRemoval)
            Remove(host);
        else
            Tell(host.Cci, host, DynamicCapacityEventType.ReleaseCapacity, _changed);

        ClearScratch();
        return null;
    }

    /// <summary>What became of a host's capacity of a region under a tag, and its first extent.</summary>
    /// <returns>Null, or why there is no answer.</returns>
    public Refusal? GetState(int hostId, int region, Tag tag, out CapacityState state, out Extent extent)
    {
        (state, extent) = (CapacityState.Released, default);
        if (Find(hostId, region, out Host host, out Region found) is { } unknown)
            return unknown;
        if (TryFindIn(found, host.Extents.WithTag(tag), out extent))
            state = CapacityState.Committed;
        else if (TryFindIn(found, host.Offers.WithTag(tag).SelectMany(o => o.Extents), out extent))
            state = CapacityState.Pending;
        return null;
    }

    /// <summary>Gives a region, none of which is in use, another block size or sanitize setting (F6).</summary>
    /// <returns>Null, or why nothing was changed.</returns>
    internal Refusal? Configure(int regionIndex, ulong blockSize, bool sanitizeOnRelease)
    {
        Pool.Refresh();
        if (Find(0, regionIndex, out _, out Region region) is { } unknown)
            return unknown;
        bool isSupported = ulong.IsPow2(blockSize) && (region.Configuration.SupportedBlockSizes & blockSize) != 0;
        if (!isSupported)
            return new Refusal(ReturnCode.InvalidInput, "F6", "block_size", 4, "the region does not support the block size");
        if (sanitizeOnRelease != region.SanitizeOnRelease && !region.Configuration.SanitizeConfigurable)
            return new Refusal(ReturnCode.Unsupported, "F6", "sanitize_on_release", 12, "the setting cannot be changed");
        if (blockSize == region.BlockSize && sanitizeOnRelease == region.SanitizeOnRelease)
            return null;
        if (!Pool.IsFree(region.Range))
            return new Refusal(ReturnCode.Unsupported, "F6", "region", 0, "capacity of the region is in use");
        foreach (Host host in _device.HostArray)
        {
            if (CheckLog(host, 1) is { } full)
                return full;
        }

        (region.BlockSize, region.SanitizeOnRelease) = (blockSize, sanitizeOnRelease);
        foreach (Host host in _device.HostArray)
        {
            host.DropStaged();
            Tell(host.Cci, host, DynamicCapacityEventType.RegionConfigurationUpdated, [default], (byte)regionIndex);
        }

        return null;
    }

    /// <summary>Keeps a tag's capacity allocated when no host holds it any more (F8).</summary>
    /// <returns>Null, or why nothing was changed.</returns>
    internal Refusal? AddReference(Tag tag)
    {
        if (!Pool.Tags.TryGet(tag, out TagEntry entry))
            return Refuse(ReturnCode.InvalidInput, "F8", "tag", "no such tag");
        entry.IsReferenced = true;
        return null;
    }

    /// <summary>Frees a tag's capacity that no host holds (F8).</summary>
    /// <returns>Null, or why nothing was changed.</returns>
    internal Refusal? RemoveReference(Tag tag)
    {
        Pool.Refresh();
        if (!Pool.Tags.TryGet(tag, out TagEntry entry) || !entry.IsReferenced)
            return Refuse(ReturnCode.InvalidInput, "F8", "tag", "no such tag, or no reference to it");
        Pool.RemoveReference(entry);
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

        host.Offers.Remove(offer);
        foreach (Extent extent in _changed)
            host.Extents.Add(extent);
        if (_changed.Count > 0)
            host.Extents.MarkChanged();

        // What was left out is held by nobody now, unless it is shared; what was accepted is held.
        for (int i = 0; i < offer.Extents.Count; i++)
            Pool.LetGo(offer.Extents[i], wasReadable: false);

        // A10: a full rejection is one record with length 0.
        IReadOnlyList<Extent> told = _changed.Count > 0 ? _changed : [offer.Extents[0] with { Length = 0 }];
        Tell(Cci, host, DynamicCapacityEventType.AddCapacityResponse, told);
        if (AddResponded is { } handler)
            handler(new CapacityChange(host.Id, offer.Tag, [.. _changed]));
        ClearScratch();
    }

    /// <summary>Applies a host's release of ranges that were checked (L3, L5).</summary>
    internal void TakeBack(Host host, IReadOnlyList<DpaRange> released)
    {
        _changed.Clear();
        for (int i = 0; i < released.Count; i++)
            Take(host, released[i]);

        // Only q15 lets a host release nothing.
        if (_changed.Count > 0)
            TellReleased(host);
        ClearScratch();
    }

    /// <summary>Takes a range that a host has, all of it in one extent, by force (F4).</summary>
    internal void Revoke(Host host, DpaRange range)
    {
        _withdrawn.Clear();
        _changed.Clear();
        _changed.Add(new Extent { StartDpa = range.Start, Length = range.Length });
        Remove(host);
    }

    private bool Has(QemuQuirks quirk) => Cci.Has(quirk);

    private void ClearScratch()
    {
        _ranges.Clear();
        _changed.ClearScratch();
        _withdrawn.ClearScratch();
    }

    private static bool TryFindIn(Region region, IEnumerable<Extent> extents, out Extent first)
    {
        foreach (Extent extent in extents)
        {
            if (region.Range.Contains(new DpaRange(extent.StartDpa, extent.Length)))
            {
                first = extent;
                return true;
            }
        }

        first = default;
        return false;
    }

    /// <summary>Offers what is held under a tag to one more host (F1, S3).</summary>
    private Refusal? Share(Host host, Region region, AddCapacityRequest request)
    {
        if (request.Extents.Count > 0 || request.Addresses is { Count: > 0 })
            return RefuseExtent(ReturnCode.InvalidInput, "F2", "extents are listed, but the tag says which");
        if (!region.Configuration.Sharable)
            return Refuse(ReturnCode.InvalidInput, "S1", "region", "region is not sharable");
        if (!Pool.Tags.TryGet(request.Tag, out TagEntry entry) || entry.Region != region)
            return Refuse(ReturnCode.InvalidInput, "F1", "tag", "no capacity of the region has the tag");
        if (host.Extents.HasTag(request.Tag) || host.Offers.HasTag(request.Tag))
            return Refuse(ReturnCode.InvalidInput, "F1", "tag", "the host already has the tag");
        bool held = entry.IsReferenced || _device.HostArray.Any(h => h.Extents.HasTag(request.Tag));
        if (!held || !entry.IsWhole)
            return Refuse(ReturnCode.InvalidInput, "S3", "tag", "not all of the tag's capacity is held");
        if (CheckRoom(host, entry.Extents.Count) is { } noRoom)
            return noRoom;
        MakeOffer(host, new Offer(request.Tag, entry.Extents));
        return null;
    }

    private static void MakeOffer(Host host, Offer offer)
    {
        host.Offers.Add(offer);
        Tell(host.Cci, host, DynamicCapacityEventType.AddCapacity, offer.Extents);
    }

    /// <summary>The host loses what is in _changed and _withdrawn, at once (F4).</summary>
    private void Remove(Host host)
    {
        // The control socket's request, and a fault, are this command, too, where 0002h is asked.
        Pool.Sanitizer.HasStarted = false;
        host.DropStaged();
        Extent[] lost = [.. _changed];
        Extent[] withdrawn = [.. _withdrawn.SelectMany(offer => offer.Extents)];
        _changed.Clear();
        foreach (Extent extent in lost)
            Take(host, new DpaRange(extent.StartDpa, extent.Length));
        foreach (Offer offer in _withdrawn)
            host.Offers.Remove(offer);
        foreach (Extent extent in withdrawn)
            Pool.LetGo(extent, wasReadable: false);
        Tell(host.Cci, host, DynamicCapacityEventType.ForcedCapacityRelease, [.. lost, .. withdrawn]);
        if (lost.Length > 0)
            TellReleased(host);
        if (Pool.Sanitizer.HasStarted)
            Pool.Sanitizer.StartedBy = Opcode.InitiateDynamicCapacityRelease;
    }

    /// <summary>Takes a range out of a host's list and lets it go; what was taken is added to _changed.</summary>
    private void Take(Host host, DpaRange range)
    {
        while (range.Length > 0)
        {
            Extent taken = host.Extents.TakeFirst(range, host.Cci.Has(QemuQuirks.PiecesGoToTheEnd));
            _changed.Add(taken);
            Pool.LetGo(taken, wasReadable: true);
            range = new DpaRange(range.Start + taken.Length, range.Length - taken.Length);
        }
    }

    private void TellReleased(Host host)
    {
        host.Extents.MarkChanged();
        Tell(Cci, host, DynamicCapacityEventType.CapacityReleased, _changed);
        if (Released is { } handler)
        {
            foreach (IGrouping<Tag, Extent> group in _changed.GroupBy(extent => extent.Tag))
                handler(new CapacityChange(host.Id, group.Key, [.. group]));
        }
    }

    /// <summary>Logs a chain of records about a host's capacity; the host ID is for the Fabric Manager only (E9).</summary>
    private static void Tell(
        CciPort port, Host host, DynamicCapacityEventType type, IReadOnlyList<Extent> extents, byte updatedRegion = 0)
    {
        if (port.Kind == CciKinds.FabricManager && port.Has(QemuQuirks.NoResponseRecords))
            return;
        DynamicCapacityConfigurationTail tail = host.Tail;
        for (int i = 0; i < extents.Count; i++)
        {
            port.DynamicCapacityLog.Append(new DynamicCapacityEvent
            {
                Type = type,
                Extent = extents[i],
                More = i < extents.Count - 1,
                ExtentsAvailable = tail.ExtentsAvailable,
                TagsAvailable = tail.TagsAvailable,
                HostId = port == host.Cci ? (ushort)0 : (ushort)host.Id,
                UpdatedRegionIndex = updatedRegion,
            });
        }
    }
}
