using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.FabricManagement;

/// <summary>
/// Gives capacity to hosts and takes it back. Whatever asks for that, control socket or opcode, asks
/// here; whatever hosts answer is applied here and told to the Fabric Manager.
/// </summary>
public sealed partial class FabricManager
{
    private readonly RegionMap _regions;
    private readonly CapacityPool _pool;
    private readonly IReadOnlyList<Host> _hosts;
    private readonly QemuPolicy _policy;
    private readonly DeviceJournal _journal;
    private readonly AdditionChooser _additions;
    private readonly RemovalChooser _removals;

    // Room for what a host's command moves: those commands do not allocate.
    private readonly List<Extent> _moved = [];

    internal FabricManager(
        CciPort cci,
        RegionMap regions,
        CapacityPool pool,
        IReadOnlyList<Host> hosts,
        QemuPolicy policy,
        DeviceJournal journal)
    {
        _journal = journal;
        Cci = cci;
        _regions = regions;
        _pool = pool;
        _hosts = hosts;
        HostCapacity[] capacities = [.. hosts.Select(host => host.Capacity)];
        _policy = policy;
        _additions = new AdditionChooser(regions, pool, capacities, policy);
        _removals = new RemovalChooser(regions, policy);
    }

    /// <summary>A host answered an offer. Raised inside the host's command.</summary>
    public event Action<CapacityChange>? AddResponded;

    /// <summary>
    /// A host released capacity, or lost it; once for each tag. Raised inside the host's command, or the call that
    /// took it.
    /// </summary>
    public event Action<CapacityChange>? Released;

    /// <summary>The Fabric Manager's own CCI; its dynamic capacity log has the records of types 4 and 5.</summary>
    public CciPort Cci { get; }

    /// <summary>Offers capacity to a host, as a QMP command asks: one offer, one chain of records (O1).</summary>
    /// <returns>Null, or why nothing was changed (O2, F2, S2).</returns>
    public Refusal? Add(AddCapacityRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using JournalStep step = _journal.Begin();
        _pool.Refresh();
        Refusal? refusal = Add(new CapacityAddition
        {
            Origin = RequestOrigin.ControlSocket,
            HostId = request.HostId,
            SelectionPolicy = request.SelectionPolicy,
            Region = request.Region,
            Length = request.Length,
            Tag = request.Tag,
            Extents = RegionExtents.ToAddresses(RegionAt(request.Region), request.Extents),
        });
        _journal.EnterCall(JournalEntryKind.CapacityAdd, null, request, default, refusal);
        return refusal;
    }

    /// <summary>
    /// Asks a host to release capacity, as a QMP command does; its list changes when it does. Forced, it loses the
    /// capacity at once (F4).
    /// </summary>
    /// <returns>Null, or why nothing was changed (F3).</returns>
    public Refusal? Release(ReleaseCapacityRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using JournalStep step = _journal.Begin();
        _pool.Refresh();
        Refusal? refusal = Release(new CapacityRemoval
        {
            Origin = RequestOrigin.ControlSocket,
            HostId = request.HostId,
            RemovalPolicy = request.RemovalPolicy,
            ForcedRemoval = request.ForcedRemoval,
            SanitizeOnRelease = request.SanitizeOnRelease,
            Region = request.Region,
            Tag = request.Tag,
            Extents = RegionExtents.ToAddresses(RegionAt(request.Region), request.Extents),
        });
        _journal.EnterCall(JournalEntryKind.CapacityRelease, null, request, default, refusal);
        return refusal;
    }

    /// <summary>What became of a host's capacity of a region under a tag, and its first extent.</summary>
    /// <returns>Null, or why there is no answer.</returns>
    public Refusal? GetState(int hostId, int region, Tag tag, out CapacityState state, out Extent extent)
    {
        (state, extent) = (CapacityState.Released, default);
        Refusal? unknown = Find(hostId, region, out Host? host, out Region? found, RefuseArgument);
        if (unknown is not null)
            return unknown;
        if (FirstIn(found!, host!.Extents.WithTag(tag)) is { } accepted)
            (state, extent) = (CapacityState.Committed, accepted);
        else if (FirstIn(found!, host.Offers.WithTag(tag).SelectMany(o => o.Extents)) is { } offered)
            (state, extent) = (CapacityState.Pending, offered);
        return null;
    }

    /// <summary>Gives a region, none of which is in use, another block size or sanitize setting (F6).</summary>
    /// <returns>Null, or why nothing was changed.</returns>
    internal Refusal? Configure(int regionIndex, ulong blockSize, bool sanitizeOnRelease)
    {
        if (RegionAt(regionIndex) is not { } region)
            return Refuse("region", ReturnCode.InvalidInput, "F2", RegionIsTooLarge(regionIndex));
        bool isSupported = ulong.IsPow2(blockSize) && (region.Configuration.SupportedBlockSizes & blockSize) != 0;
        if (!isSupported)
            return Refuse("block_size", ReturnCode.InvalidInput, "F6", "the region does not support the block size");
        if (sanitizeOnRelease != region.SanitizeOnRelease && !region.Configuration.SanitizeConfigurable)
            return Refuse("sanitize_on_release", ReturnCode.Unsupported, "F6", "the setting cannot be changed");
        if (blockSize == region.BlockSize && sanitizeOnRelease == region.SanitizeOnRelease)
            return null;
        if (!_pool.IsFree(region.Range))
            return Refuse("region", ReturnCode.Unsupported, "F6", "capacity of the region is in use");
        if (_hosts.Any(host => !host.Cci.DynamicCapacityLog.HasRoomFor(1)))
            return Refuse("region", ReturnCode.ResourcesExhausted, "E7", "too many event records wait for a host");
        (region.BlockSize, region.SanitizeOnRelease) = (blockSize, sanitizeOnRelease);
        foreach (Host host in _hosts)
        {
            host.DropStaged();
            CapacityRecords.AppendTo(
                host.Cci.DynamicCapacityLog,
                DynamicCapacityEventType.RegionConfigurationUpdated,
                [default],
                host.Tail,
                updatedRegion: (byte)regionIndex);
        }

        return null;

        static Refusal Refuse(string field, ReturnCode code, string rule, string reason) =>
            Refusal.At(SetDynamicCapacityRegionConfigurationRequest.Layout, field, code, rule, reason);
    }

    /// <summary>Keeps a tag's capacity allocated when no host holds it any more (F8).</summary>
    /// <returns>Null, or why nothing was changed.</returns>
    internal Refusal? AddReference(Tag tag)
    {
        if (!_pool.Tags.TryGet(tag, out TagEntry entry))
            return RefuseReference(Layouts.AddDynamicCapacityReferenceRequest, "no such tag");
        _pool.Tags.SetReferenced(entry, true);
        return null;
    }

    /// <summary>Frees a tag's capacity that no host holds (F8).</summary>
    /// <returns>Null, or why nothing was changed.</returns>
    internal Refusal? RemoveReference(Tag tag)
    {
        if (!_pool.Tags.TryGet(tag, out TagEntry entry) || !entry.IsReferenced)
        {
            return RefuseReference(
                Layouts.RemoveDynamicCapacityReferenceRequest, "no such tag, or no reference to it");
        }

        _pool.RemoveReference(entry);
        return null;
    }

    /// <summary>Offers capacity to a host: one offer, one chain of records (O1).</summary>
    internal Refusal? Add(CapacityAddition request)
    {
        if (_additions.CheckForm(request) is { } malformed)
            return malformed;

        // q28: the wire's extents bear what the request says for all of them elsewhere.
        if (_policy.TakesEntriesAsTheyAre && request.IsListedOnCci)
            request = request with { Tag = Tag.None, Region = 0 };
        Refusal? refusal = Find(request.HostId, request.Region, out Host? host, out Region? region, request.Refuse);
        if (refusal is not null)
            return refusal;

        // q18: the control socket's tag goes nowhere, the wire's no further than records and lists.
        if (request.Origin == RequestOrigin.ControlSocket && !_policy.TracksTags)
            request = request with { Tag = Tag.None };
        return request.SelectionPolicy == SelectionPolicy.EnableSharedAccess
            ? OfferShared(request, host!, region!)
            : OfferFree(request, host!, region!);
    }

    /// <summary>Asks a host to release capacity, or takes it by force (F4).</summary>
    internal Refusal? Release(CapacityRemoval request)
    {
        if (_removals.CheckForm(request) is { } malformed)
            return malformed;
        Refusal? refusal = Find(request.HostId, request.Region, out Host? host, out Region? region, request.Refuse);
        if (refusal is not null)
            return refusal;

        // q17: what the control socket does not refuse, the wire's force, asks the host.
        if (!_policy.SupportsEveryPolicy)
            request = request with { ForcedRemoval = false, SanitizeOnRelease = false };
        refusal = _removals.Choose(request, host!.Capacity, region!, out RemovalChoice chosen)
            ?? (request.ForcedRemoval ? null : CheckLog(host, chosen.Extents.Count, request.Refuse));
        if (refusal is not null)
            return refusal;
        if (request.SanitizeOnRelease)
        {
            foreach (Extent extent in chosen.All)
                _pool.SanitizeOnRelease(new DpaRange(extent.StartDpa, extent.Length));
        }

        if (request.ForcedRemoval)
            Remove(host, chosen);
        else
            AppendForHost(host, DynamicCapacityEventType.ReleaseCapacity, chosen.Extents);
        return null;
    }

    private static Refusal RefuseArgument(ReturnCode code, string? rule, string field, string reason) =>
        new(code, rule, field, null, reason);

    private static Refusal RefuseReference(Layout payload, string reason) =>
        Refusal.At(payload, "tag", ReturnCode.InvalidInput, "F8", reason);

    private static Refusal? CheckLog(Host host, int records, RefuseField refuse) =>
        host.Cci.DynamicCapacityLog.HasRoomFor(records)
            ? null
            : refuse(ReturnCode.ResourcesExhausted, "E7", "extents", "too many event records wait for the host");

    private static Extent? FirstIn(Region region, IEnumerable<Extent> extents) => extents
        .Where(extent => region.Range.Contains(new DpaRange(extent.StartDpa, extent.Length)))
        .Select(extent => (Extent?)extent)
        .FirstOrDefault();

    private string RegionIsTooLarge(int index) =>
        $"region id is too large: {index} is given, {_regions.Count - 1} is the last";

    private Region? RegionAt(int index) => index < _regions.Count ? _regions[index] : null;

    private Refusal? Find(int hostId, int regionIndex, out Host? host, out Region? region, RefuseField refuse)
    {
        host = null;
        region = RegionAt(regionIndex);
        if (region is null)
            return refuse(ReturnCode.InvalidInput, "F2", "region", RegionIsTooLarge(regionIndex));
        hostId = _policy.HostOf(hostId);
        if (hostId >= _hosts.Count)
        {
            return refuse(
                ReturnCode.InvalidInput, "F2", "host_id",
                $"host id is too large: {hostId} is given, {_hosts.Count - 1} is the last");
        }

        host = _hosts[hostId];
        return null;
    }

    private Refusal? OfferFree(CapacityAddition request, Host host, Region region)
    {
        Refusal? refusal = _additions.Choose(request, host.Capacity, region, out IReadOnlyList<DpaRange> chosen);
        if (refusal is not null)
            return refusal;
        refusal = AdditionChooser.CheckSequences(request, region, chosen.Count)
            ?? _additions.CheckTag(request, chosen)
            ?? _additions.CheckRoom(request, host.Capacity, chosen.Count)
            ?? CheckLog(host, chosen.Count, request.Refuse);
        if (refusal is not null)
            return refusal;
        IReadOnlyList<Extent> extents = _policy.TakesEntriesAsTheyAre && request.IsListedOnCci
            ? request.Entries : new OfferedExtents(request.Tag, region.Configuration.Sharable, [.. chosen]);
        _pool.Allocate(_policy.TracksTags ? request.Tag : Tag.None, region, extents);
        MakeOffer(host, new Offer(request.Tag, extents));
        return null;
    }

    /// <summary>Offers what is held under a tag to one more host (F1, S3).</summary>
    private Refusal? OfferShared(CapacityAddition request, Host host, Region region)
    {
        if (_additions.ChooseShared(request, host.Capacity, region, out TagEntry? shared) is { } refusal)
            return refusal;
        IReadOnlyList<Extent> extents = shared!.Value.Extents;
        Refusal? noRoom = _additions.CheckRoom(request, host.Capacity, extents.Count)
            ?? CheckLog(host, extents.Count, request.Refuse);
        if (noRoom is not null)
            return noRoom;
        MakeOffer(host, new Offer(request.Tag, extents));
        return null;
    }

    private static void MakeOffer(Host host, Offer offer)
    {
        host.Offers.Add(offer);
        AppendForHost(host, DynamicCapacityEventType.AddCapacity, offer.Extents);
    }
}
