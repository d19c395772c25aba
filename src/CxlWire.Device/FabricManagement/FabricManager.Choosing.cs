using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device;

/// <content>Which capacity a request is about (F1, F2, F3), or why it is refused.</content>
public sealed partial class FabricManager
{
    private Refusal? Find(int hostId, int regionIndex, out Host host, out Region region)
    {
        host = _device.HostArray[0];
        region = _device.Regions[0];
        if (regionIndex >= _device.Regions.Count)
            return Refuse(ReturnCode.InvalidInput, "F2", "region", "region id is too large");
        if (Has(QemuQuirks.HostIdIsIgnored))
            hostId = 0;
        if (hostId >= _device.HostArray.Length)
            return Refuse(ReturnCode.InvalidInput, "F2", "host_id", "host id is too large");
        host = _device.HostArray[hostId];
        region = _device.Regions[regionIndex];
        return null;
    }

    /// <summary>Leaves the extents of an offer in _ranges.</summary>
    private Refusal? Choose(Host host, Region region, AddCapacityRequest request)
    {
        _ranges.Clear();
        if (request.SelectionPolicy == SelectionPolicy.Prescriptive)
            return ChoosePrescriptive(host, region, request);
        if (request.SelectionPolicy != SelectionPolicy.Free && request.SelectionPolicy != SelectionPolicy.Contiguous)
            return Refuse(ReturnCode.InvalidInput, "F2", "selection_policy", "Selection policy not supported");
        if (request.Extents.Count > 0 || request.Addresses is { Count: > 0 })
            return RefuseExtent(ReturnCode.InvalidInput, "F2", "extents are listed, but the device is to choose them");
        if (request.Length == 0)
            return Refuse(ReturnCode.InvalidExtentList, "F2", "length", "extent with 0 length is not allowed");
        if (!region.IsAligned(0, request.Length))
            return Refuse(ReturnCode.InvalidExtentList, "F2", "length", "dpa or len is not aligned to region block size");
        foreach (DpaRange range in FindRoom(host, region, request) ?? [])
            _ranges.TryAdd(range);
        return _ranges.Ranges.Count > 0
            ? null
            : Refuse(ReturnCode.ResourcesExhausted, "F2", "length", "not enough free capacity");
    }

    /// <summary>The lowest free ranges that add up to a length, in one where that is asked (F1), or null where there is no room.</summary>
    private static List<DpaRange>? FindRoom(Host host, Region region, AddCapacityRequest request)
    {
        if (request.SelectionPolicy == SelectionPolicy.Free)
            return region.Free.Find(request.Length, host.ExtentsAvailable);
        return host.ExtentsAvailable > 0 && region.Free.FindContiguous(request.Length) is { } range ? [range] : null;
    }

    private Refusal? ChoosePrescriptive(Host host, Region region, AddCapacityRequest request)
    {
        int count = request.Addresses?.Count ?? request.Extents.Count;
        for (int i = 0; i < count; i++)
        {
            if (TryList(region, request.Addresses, request.Extents, i, out DpaRange range) is { } refusal)
                return refusal;
            if (Pool.IsFree(range))
                continue;
            return host.Extents.Overlaps(range) ? RefuseExtent(ReturnCode.InvalidExtentList, "O2", "cannot add DPA already accessible to the same LD")
                : host.Offers.Overlaps(range) ? RefuseExtent(ReturnCode.InvalidExtentList, "O2", "cannot add DPA again while still pending")
                : _device.HostArray.Any(h => h.Extents.Overlaps(range) || h.Offers.Overlaps(range))
                    ? RefuseExtent(ReturnCode.InvalidExtentList, "O2", "cannot add DPA that another host has")
                    : RefuseExtent(ReturnCode.RetryRequired, "F5", "cannot add DPA that is being sanitized or kept by a reference");
        }

        return count == 0 ? RefuseExtent(ReturnCode.InvalidInput, "O2", "at least one extent is needed") : null;
    }

    /// <summary>Leaves in _changed what a tag has at the host and, where forced, in _withdrawn its offers.</summary>
    private Refusal? ChooseByTag(Host host, ReleaseCapacityRequest request)
    {
        if (request.Extents.Count > 0 || request.Addresses is { Count: > 0 })
            return RefuseExtent(ReturnCode.InvalidInput, "F3", "extents are listed, but the tag says which");
        bool pending = !request.Tag.IsNone && host.Offers.HasTag(request.Tag);
        if (!request.Tag.IsNone)
            _changed.AddRange(host.Extents.WithTag(request.Tag));
        if (request.ForcedRemoval && pending)
            _withdrawn.AddRange(host.Offers.WithTag(request.Tag));
        if (_changed.Count > 0 || _withdrawn.Count > 0)
            return null;
        return Refuse(
            ReturnCode.InvalidPhysicalAddress,
            "F3",
            "tag",
            pending ? "cannot release extent with pending DPA range" : "cannot release extent with non-existing DPA range");
    }

    /// <summary>
    /// Leaves in _changed the accepted extents listed, split where tags or sequences meet, and in _withdrawn
    /// the offers that a forced removal covers.
    /// </summary>
    private Refusal? ChooseListed(Host host, Region region, ReleaseCapacityRequest request)
    {
        _ranges.Clear();
        int count = request.Addresses?.Count ?? request.Extents.Count;
        for (int i = 0; i < count; i++)
        {
            if (TryList(region, request.Addresses, request.Extents, i, out DpaRange range) is { } refusal)
                return refusal;
            bool pending = host.Offers.Overlaps(range);
            if (pending && !request.ForcedRemoval)
                return RefuseExtent(ReturnCode.InvalidPhysicalAddress, "F3", "cannot release extent with pending DPA range");
            if (!TryAddPieces(host, range, request.ForcedRemoval))
                return RefuseExtent(ReturnCode.InvalidPhysicalAddress, "F3", "cannot release extent with non-existing DPA range");
        }

        if (count == 0 && !Has(QemuQuirks.EmptyReleaseIsTaken))
            return RefuseExtent(ReturnCode.InvalidInput, "F3", "at least one extent is needed");
        if (!request.ForcedRemoval)
            return null;
        foreach (Offer offer in host.Offers.Touching(_ranges.Ranges))
        {
            if (!offer.Extents.All(e => _ranges.Covers(new DpaRange(e.StartDpa, e.Length))))
                return RefuseExtent(ReturnCode.InvalidPhysicalAddress, "F4", "cannot remove part of an offer");
            _withdrawn.Add(offer);
        }

        return null;
    }

    /// <summary>Adds a listed extent to _ranges.</summary>
    private Refusal? TryList(
        Region region, IReadOnlyList<DpaRange>? addresses, IReadOnlyList<RegionRange> extents, int index, out DpaRange range)
    {
        if (addresses is null)
            return Check(region, extents[index], out range);
        range = addresses[index];
        _ranges.TryAdd(range);
        return null;
    }

    // The order and the words of these refusals are QEMU's.
    private Refusal? Check(Region region, RegionRange extent, out DpaRange range)
    {
        range = default;
        if (extent.Length == 0)
            return RefuseExtent(ReturnCode.InvalidExtentList, "O2", "extent with 0 length is not allowed");
        if (!region.IsAligned(extent.Offset, extent.Length))
            return RefuseExtent(ReturnCode.InvalidExtentList, "O2", "dpa or len is not aligned to region block size");
        ulong size = region.Configuration.Length;
        if (extent.Length > size || extent.Offset > size - extent.Length)
            return RefuseExtent(ReturnCode.InvalidPhysicalAddress, "O2", "extent range is beyond the region end");
        range = new DpaRange(region.Range.Start + extent.Offset, extent.Length);
        return _ranges.TryAdd(range)
            ? null
            : RefuseExtent(ReturnCode.InvalidExtentList, "O2", "duplicate or overlapped extents are detected");
    }

    /// <summary>Adds the accepted extents of a range to _changed; false where a part is not held, nor may be pending.</summary>
    private bool TryAddPieces(Host host, DpaRange range, bool mayBePending)
    {
        int first = _changed.Count;
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            if (!host.Extents.TryFind(dpa, out Extent holder))
            {
                if (!mayBePending || !host.Offers.Contains(dpa, range.End, out dpa))
                    return false;
                continue;
            }

            ulong end = Math.Min(range.End, holder.StartDpa + holder.Length);
            Extent piece = Has(QemuQuirks.AcceptedLoseTags)
                ? new Extent { StartDpa = dpa, Length = end - dpa }
                : holder with { StartDpa = dpa, Length = end - dpa };
            bool joins = _changed.Count > first
                && _changed[^1].StartDpa + _changed[^1].Length == dpa
                && (_changed[^1].Tag, _changed[^1].SharedExtentSequence) == (piece.Tag, piece.SharedExtentSequence);
            if (joins)
                _changed[^1] = _changed[^1] with { Length = _changed[^1].Length + piece.Length };
            else
                _changed.Add(piece);
            dpa = end;
        }

        return true;
    }

    private Refusal? CheckTag(Region region, Tag tag)
    {
        if (Has(QemuQuirks.TagsAreIgnored))
            return null;
        if (tag.IsNone)
            return region.Configuration.Sharable ? Refuse(ReturnCode.InvalidInput, "S2", "tag", "sharable capacity needs a tag") : null;
        if (Pool.Tags.TryGet(tag, out _))
            return Refuse(ReturnCode.InvalidInput, "O2", "tag", "tag is already in use");
        return _device.TagsAvailable == 0 ? Refuse(ReturnCode.ResourcesExhausted, "O2", "tag", "not enough tags available") : null;
    }

    private static Refusal? CheckRoom(Host host, int extents) =>
        (uint)extents > host.ExtentsAvailable && !host.Cci.Has(QemuQuirks.OffersAreUnlimited)
            ? RefuseExtent(ReturnCode.ResourcesExhausted, "O2", "not enough extents available")
            : CheckLog(host, extents);

    private static Refusal? CheckLog(Host host, int records) =>
        host.Cci.DynamicCapacityLog.HasRoomFor(records)
            ? null
            : RefuseExtent(ReturnCode.ResourcesExhausted, "E7", "too many event records wait for the host");

    private bool AnySharable() => _ranges.Ranges.Any(range => _device.FindRegion(range)!.Configuration.Sharable);

    // q17: the control socket refuses force, the wire asks the host.
    private static Refusal? AsQemu(ref ReleaseCapacityRequest request)
    {
        if (request.ForcedRemoval && request.Addresses is null)
            return Refuse(ReturnCode.InvalidInput, "q17", "forced_removal", "Forced removal not supported yet");
        request = request with { ForcedRemoval = false, SanitizeOnRelease = false };
        return request.RemovalPolicy == RemovalPolicy.Prescriptive
            ? null
            : Refuse(ReturnCode.InvalidInput, "q17", "removal_policy", "Removal policy not supported");
    }

    private static Refusal Refuse(ReturnCode code, string rule, string field, string reason) => new(code, rule, field, 0, reason);

    private static Refusal RefuseExtent(ReturnCode code, string rule, string reason) => Refuse(code, rule, "extents", reason);
}
