using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.FabricManagement;

/// <summary>Chooses what a host is to give back (F3, F4), or says why it keeps everything.</summary>
internal sealed class RemovalChooser(RegionMap regions, QemuPolicy policy)
{
    private const string StillPending = "cannot release extent with pending DPA range";
    private const string NotHeld = "cannot release extent with non-existing DPA range";

    /// <summary>What is looked at before the host and the region are.</summary>
    public Refusal? CheckForm(CapacityRemoval request)
    {
        bool isListed = request.RemovalPolicy == RemovalPolicy.Prescriptive;
        bool isForcedByControl = request.ForcedRemoval && request.Origin == RequestOrigin.ControlSocket;
        if (request.Origin == RequestOrigin.Cci && isListed)
        {
            return ListedExtents.CheckForm(
                InitiateDynamicCapacityReleaseRequest.Layout, regions, request.Extents, "F3");
        }

        if (policy.SupportsEveryPolicy || (isListed && !isForcedByControl))
            return null;
        return isForcedByControl
            ? request.Refuse(ReturnCode.InvalidInput, "q17", "forced_removal",
                "Forced removal not supported yet: true is given, QEMU has false alone")
            : request.Refuse(
                ReturnCode.InvalidInput, "q17", "removal_policy",
                $"Removal policy not supported: {request.RemovalPolicy} is given, QEMU has prescriptive alone");
    }

    /// <summary>Chooses.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="host">What the host has.</param>
    /// <param name="region">The region that the request names.</param>
    /// <param name="chosen">Without meaning where the request is refused.</param>
    /// <returns>Null, or why nothing was chosen.</returns>
    public Refusal? Choose(CapacityRemoval request, HostCapacity host, Region region, out RemovalChoice chosen)
    {
        chosen = new RemovalChoice([], []);
        return request.RemovalPolicy == RemovalPolicy.TagBased ? ChooseByTag(request, host, chosen)
            : request.RemovalPolicy == RemovalPolicy.Prescriptive ? ChooseListed(request, host, region, chosen)
            : request.Refuse(
                ReturnCode.InvalidInput, "F2", "removal_policy",
                $"Removal policy not supported: {request.RemovalPolicy.Value} is given, 0 and 1 are known");
    }

    /// <summary>Adds what a tag has at the host and, by force, its offers.</summary>
    private static Refusal? ChooseByTag(CapacityRemoval request, HostCapacity host, in RemovalChoice chosen)
    {
        if (request.Extents.Count > 0)
        {
            return request.Refuse(
                ReturnCode.InvalidInput, "F3", "extents", "extents are listed, but the tag says which");
        }

        bool isPending = !request.Tag.IsNone && host.Offers.HasTag(request.Tag);
        if (!request.Tag.IsNone)
            chosen.Extents.AddRange(host.Extents.WithTag(request.Tag));
        if (request.ForcedRemoval && isPending)
            chosen.Offers.AddRange(host.Offers.WithTag(request.Tag));
        return chosen.Extents.Count > 0 || chosen.Offers.Count > 0
            ? null
            : request.Refuse(
                ReturnCode.InvalidPhysicalAddress, "F3", "tag",
                $"{(isPending ? StillPending : NotHeld)}: tag {request.Tag}");
    }

    /// <summary>
    /// Adds the accepted extents listed, split where tags or sequences meet, and the offers that a removal by force
    /// covers.
    /// </summary>
    private Refusal? ChooseListed(CapacityRemoval request, HostCapacity host, Region region, in RemovalChoice chosen)
    {
        var listed = new RangeList();
        foreach (DpaRange range in request.Extents)
        {
            // What 5605h lists was checked before.
            if (request.Origin == RequestOrigin.Cci)
                listed.TryAdd(range);
            else if (RegionExtents.TryAdd(region, listed, range) is { } wrong)
                return request.Refuse(wrong.Code, "O2", "extents", wrong.Reason);
            string? reason = !request.ForcedRemoval && host.Offers.Overlaps(range) ? StillPending
                : !TryAddPieces(host, range, request.ForcedRemoval, chosen.Extents) ? NotHeld
                : null;
            if (reason is not null)
            {
                string extent = RegionExtents.Describe(listed.Ranges.Count - 1, range);
                return request.Refuse(ReturnCode.InvalidPhysicalAddress, "F3", "extents", $"{reason}: {extent}");
            }
        }

        if (listed.Ranges.Count == 0 && !policy.TakesEmptyRelease)
            return request.Refuse(ReturnCode.InvalidInput, "F3", "extents", "at least one extent is needed");
        if (!request.ForcedRemoval)
            return null;
        foreach (Offer offer in host.Offers.Touching(listed.Ranges))
        {
            if (!offer.Extents.All(e => listed.Covers(new DpaRange(e.StartDpa, e.Length))))
            {
                return request.Refuse(
                    ReturnCode.InvalidPhysicalAddress, "F4", "extents", "cannot remove part of an offer");
            }

            chosen.Offers.Add(offer);
        }

        return CanTrackTheRest(host, chosen)
            ? null
            : request.Refuse(ReturnCode.ResourcesExhausted, "F4", "extents", "a split that the device cannot track");
    }

    /// <summary>Whether what a removal by force leaves of the list is no longer than it may be.</summary>
    private static bool CanTrackTheRest(HostCapacity host, in RemovalChoice chosen)
    {
        var taken = new RangeList();
        long growth = -chosen.Offers.Sum(offer => (long)offer.Extents.Count);
        for (int i = 0; i < chosen.Extents.Count; i++)
        {
            taken.TryAdd(new DpaRange(chosen.Extents[i].StartDpa, chosen.Extents[i].Length));
            host.TryGetGrowth(taken, i, out int more);
            growth += more;
        }

        return growth <= 0 || host.CanTrack(growth);
    }

    /// <summary>Adds the accepted extents of a range; false where a part is not held, nor may be pending.</summary>
    private bool TryAddPieces(HostCapacity host, DpaRange range, bool mayBePending, List<Extent> pieces)
    {
        int first = pieces.Count;
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            if (!host.Extents.TryFind(dpa, out Extent holder))
            {
                if (!mayBePending || !host.Offers.Contains(dpa, range.End, out dpa))
                    return false;
                continue;
            }

            ulong end = Math.Min(range.End, holder.StartDpa + holder.Length);
            Extent piece = policy.ReportedExtent(holder) with { StartDpa = dpa, Length = end - dpa };
            if (pieces.Count > first && Joins(pieces[^1], piece))
                pieces[^1] = pieces[^1] with { Length = pieces[^1].Length + piece.Length };
            else
                pieces.Add(piece);
            dpa = end;
        }

        return true;
    }

    private static bool Joins(in Extent before, in Extent piece) =>
        before.StartDpa + before.Length == piece.StartDpa
        && (before.Tag, before.SharedExtentSequence) == (piece.Tag, piece.SharedExtentSequence);
}
