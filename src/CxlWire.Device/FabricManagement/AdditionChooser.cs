using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.FabricManagement;

/// <summary>Chooses what a host is offered (F1, F2, O2, S2), or says why it is offered nothing.</summary>
internal sealed class AdditionChooser(RegionMap regions, CapacityPool pool, HostCapacity[] hosts, QemuPolicy policy)
{
    /// <summary>What is looked at before the host and the region are.</summary>
    public Refusal? CheckForm(CapacityAddition request)
    {
        if (request.IsListedOnCci)
        {
            Layout payload = InitiateDynamicCapacityAddRequest.Layout;
            return ListedExtents.CheckFree(payload, hosts, request.Extents)
                ?? ListedExtents.CheckForm(payload, regions, request.Extents, "F2");
        }

        return request.SelectionPolicy == SelectionPolicy.Prescriptive || policy.SupportsEveryPolicy
            ? null
            : request.Refuse(ReturnCode.InvalidInput, "q17", "selection_policy",
                $"Selection policy not supported: {request.SelectionPolicy} is given, QEMU has prescriptive alone");
    }

    /// <summary>Chooses ranges that nobody has, in the order in which they are offered; at least one.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="host">What the host has already.</param>
    /// <param name="region">The region that the request names.</param>
    /// <param name="chosen">Empty where the request is refused.</param>
    /// <returns>Null, or why nothing was chosen.</returns>
    public Refusal? Choose(
        CapacityAddition request, HostCapacity host, Region region, out IReadOnlyList<DpaRange> chosen)
    {
        chosen = [];
        if (request.SelectionPolicy == SelectionPolicy.Prescriptive)
            return CheckListed(request, host, region, out chosen);
        if (request.SelectionPolicy != SelectionPolicy.Free && request.SelectionPolicy != SelectionPolicy.Contiguous)
        {
            return request.Refuse(
                ReturnCode.InvalidInput, "F2", "selection_policy",
                $"Selection policy not supported: {request.SelectionPolicy.Value} is given, 0 to 3 are known");
        }

        if (request.Extents.Count > 0)
        {
            return request.Refuse(
                ReturnCode.InvalidInput, "F2", "extents", "extents are listed, but the device is to choose them");
        }

        if (request.Length == 0)
        {
            return request.Refuse(
                ReturnCode.InvalidExtentList, "F2", "length", "extent with 0 length is not allowed: length is 0");
        }

        if (!region.IsAligned(0, request.Length))
        {
            return request.Refuse(
                ReturnCode.InvalidExtentList, "F2", "length",
                $"dpa or len is not aligned to region block size: length is {request.Length}, blocks have "
                + $"{region.BlockSize} bytes");
        }

        chosen = FindRoom(request, host, region);
        return chosen.Count > 0
            ? null
            : request.Refuse(
                ReturnCode.ResourcesExhausted, "F2", "length",
                $"not enough free capacity: length is {request.Length}");
    }

    /// <summary>Chooses what is held under a tag, to be offered to one more host (F1, S3).</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="host">What the host has already.</param>
    /// <param name="region">The region that the request names.</param>
    /// <param name="chosen">Null where the request is refused.</param>
    /// <returns>Null, or why nothing was chosen.</returns>
    public Refusal? ChooseShared(CapacityAddition request, HostCapacity host, Region region, out TagEntry? chosen)
    {
        chosen = null;
        if (request.Extents.Count > 0)
        {
            return request.Refuse(
                ReturnCode.InvalidInput, "F2", "extents", "extents are listed, but the tag says which");
        }

        if (!region.Configuration.Sharable)
            return request.Refuse(ReturnCode.InvalidInput, "S1", "region", "region is not sharable");
        if (!pool.Tags.TryGet(request.Tag, out TagEntry entry) || entry.Region != region)
            return request.Refuse(ReturnCode.InvalidInput, "F1", "tag", "no capacity of the region has the tag");
        if (host.Extents.HasTag(request.Tag) || host.Offers.HasTag(request.Tag))
            return request.Refuse(ReturnCode.InvalidInput, "F1", "tag", "the host already has the tag");
        bool isHeld = entry.IsReferenced || Array.Exists(hosts, h => h.Extents.HasTag(request.Tag));
        if (!isHeld || !entry.IsWhole)
            return request.Refuse(ReturnCode.InvalidInput, "S3", "tag", "not all of the tag's capacity is held");
        chosen = entry;
        return null;
    }

    /// <summary>Whether that many extents of a region can be numbered, where they have to be.</summary>
    public static Refusal? CheckSequences(CapacityAddition request, Region region, int extents) =>
        region.Configuration.Sharable && extents > OfferedExtents.MostNumbered
            ? request.Refuse(
                ReturnCode.InvalidExtentList, "O8", "extents", "more extents than shared sequences can number")
            : null;

    /// <summary>Whether the tag may be given to what was chosen.</summary>
    public Refusal? CheckTag(CapacityAddition request, IReadOnlyList<DpaRange> chosen)
    {
        if (!policy.TracksTags)
            return null;
        if (request.Tag.IsNone)
        {
            return chosen.Any(range => regions.Find(range)!.Configuration.Sharable)
                ? request.Refuse(ReturnCode.InvalidInput, "S2", "tag", "sharable capacity needs a tag")
                : null;
        }

        if (pool.Tags.TryGet(request.Tag, out _))
            return request.Refuse(ReturnCode.InvalidInput, "O2", "tag", $"tag is already in use: {request.Tag}");
        return pool.Tags.Available == 0
            ? request.Refuse(ReturnCode.ResourcesExhausted, "O2", "tag", "not enough tags available")
            : null;
    }

    /// <summary>Whether the host can be offered that many extents more.</summary>
    public Refusal? CheckRoom(CapacityAddition request, HostCapacity host, int extents) =>
        (uint)extents > host.ExtentsAvailable && !policy.OffersAreUnlimited
            ? request.Refuse(ReturnCode.ResourcesExhausted, "O2", "extents", "not enough extents available")
            : null;

    /// <summary>
    /// The lowest free ranges that add up to a length, in one where that is asked (F1); none where there is no room.
    /// </summary>
    private static List<DpaRange> FindRoom(CapacityAddition request, HostCapacity host, Region region)
    {
        if (request.SelectionPolicy == SelectionPolicy.Free)
        {
            uint most = region.Configuration.Sharable
                ? Math.Min(host.ExtentsAvailable, OfferedExtents.MostNumbered) : host.ExtentsAvailable;
            return region.Free.Find(request.Length, most) ?? [];
        }

        return host.ExtentsAvailable > 0 && region.Free.FindContiguous(request.Length) is { } range ? [range] : [];
    }

    private Refusal? CheckListed(
        CapacityAddition request, HostCapacity host, Region region, out IReadOnlyList<DpaRange> chosen)
    {
        chosen = [];
        if (request.IsListedOnCci && CheckEntries(request, region) is { } refusal)
            return refusal;
        var listed = new RangeList();
        foreach (DpaRange range in request.Extents)
        {
            // What 5604h lists was checked before.
            if (request.Origin == RequestOrigin.Cci)
                listed.TryAdd(range);
            else if (RegionExtents.TryAdd(region, listed, range) is { } wrong)
                return request.Refuse(wrong.Code, "O2", "extents", wrong.Reason);
            if (!pool.IsFree(range))
                return RefuseTaken(request, host, listed.Ranges.Count - 1, range);
        }

        chosen = listed.Ranges;
        return chosen.Count > 0
            ? null
            : request.Refuse(ReturnCode.InvalidInput, "O2", "extents", "at least one extent is needed");
    }

    /// <summary>Whether what 5604h says of each extent is what it says of all of them (O6, O7).</summary>
    private Refusal? CheckEntries(CapacityAddition request, Region region)
    {
        if (policy.TakesEntriesAsTheyAre)
            return null;
        for (int i = 0; i < request.Entries.Count; i++)
        {
            Extent entry = request.Entries[i];
            if (!region.Range.Contains(request.Extents[i]))
                return Refuse(i, "O6", "start_dpa", "not in the region of the request");
            if (!entry.Tag.IsNone && entry.Tag != request.Tag)
                return Refuse(i, "O7", "tag", "not the tag of the request");
            if (entry.SharedExtentSequence != 0)
                return Refuse(i, "O7", "shared_extent_sequence", "sequences are the device's");
        }

        return null;

        static Refusal Refuse(int index, string rule, string field, string reason) => Refusal.AtEntry(
            InitiateDynamicCapacityAddRequest.Layout, index, field, ReturnCode.InvalidExtentList, rule, reason);
    }

    private Refusal RefuseTaken(CapacityAddition request, HostCapacity host, int index, DpaRange range)
    {
        string extent = RegionExtents.Describe(index, range);
        if (!Array.Exists(hosts, h => h.Overlaps(range)))
        {
            return request.Refuse(
                ReturnCode.RetryRequired, "F5", "extents",
                $"cannot add DPA that is being sanitized or kept by a reference: {extent}");
        }

        string reason = host.Extents.Overlaps(range) ? "cannot add DPA already accessible to the same LD"
            : host.Offers.Overlaps(range) ? "cannot add DPA again while still pending"
            : "cannot add DPA that another host has";
        return request.Refuse(ReturnCode.InvalidExtentList, "O2", "extents", $"{reason}: {extent}");
    }
}
