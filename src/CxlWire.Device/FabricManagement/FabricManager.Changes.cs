using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.FabricManagement;

/// <content>What changes hands: answers and releases of hosts, and what is taken by force.</content>
public sealed partial class FabricManager
{
    /// <summary>Applies a host's answer to its first offer: ranges that were checked (A5, A6, A10).</summary>
    internal void ApplyAddResponse(Host host, IReadOnlyList<DpaRange> accepted)
    {
        Offer offer = host.Offers.First!;
        for (int i = 0; i < accepted.Count; i++)
        {
            host.Offers.TryFind(accepted[i], out _, out Extent offered);
            _moved.Add(offered with { StartDpa = accepted[i].Start, Length = accepted[i].Length });
        }

        host.Offers.Remove(offer);
        foreach (Extent extent in _moved)
            host.Extents.Add(extent);
        if (_moved.Count > 0)
            host.Extents.MarkChanged();

        // What was left out is held by nobody now, unless it is shared; what was accepted is held.
        for (int i = 0; i < offer.Extents.Count; i++)
            _pool.Release(offer.Extents[i]);

        // A10: a full rejection is one record with length 0.
        IReadOnlyList<Extent> told = _moved.Count > 0 ? _moved : [offer.Extents[0] with { Length = 0 }];
        AppendForFabricManager(host, DynamicCapacityEventType.AddCapacityResponse, told);
        if (AddResponded is { } handler)
            handler(new CapacityChange(host.Id, offer.Tag, [.. _moved]));
        _moved.ClearScratch();
    }

    /// <summary>Applies a host's release of ranges that were checked (L3, L5).</summary>
    internal void ApplyRelease(Host host, IReadOnlyList<DpaRange> released)
    {
        for (int i = 0; i < released.Count; i++)
            Take(host, released[i], _moved);

        // Only q15 lets a host release nothing.
        if (_moved.Count > 0)
            AppendReleased(host, _moved);
        _moved.ClearScratch();
    }

    /// <summary>Takes an extent of a host by force (F4).</summary>
    internal void Revoke(Host host, in Extent extent) =>
        Remove(host, new RemovalChoice([_policy.ReportedExtent(extent)], []));

    /// <summary>A host loses what was chosen, at once (F4).</summary>
    private void Remove(Host host, in RemovalChoice chosen)
    {
        ulong sanitized = _pool.Sanitizer.Added;
        host.DropStaged();
        Extent[] lost = [.. chosen.All];
        var taken = new List<Extent>(chosen.Extents.Count);
        foreach (Extent extent in chosen.Extents)
            Take(host, new DpaRange(extent.StartDpa, extent.Length), taken);
        foreach (Offer offer in chosen.Offers)
        {
            host.Offers.Remove(offer);
            foreach (Extent extent in offer.Extents)
                _pool.Release(extent);
        }

        AppendForHost(host, DynamicCapacityEventType.ForcedCapacityRelease, lost);
        if (taken.Count > 0)
            AppendReleased(host, taken);

        // The control socket's request, and a fault, are this command, too, where 0002h is asked.
        if (_pool.Sanitizer.Added != sanitized)
            _pool.Sanitizer.StartedBy = Opcode.InitiateDynamicCapacityRelease;
    }

    /// <summary>Takes a range out of a host's list, and out of its hands.</summary>
    /// <param name="host">Has all of the range.</param>
    /// <param name="range">The range.</param>
    /// <param name="taken">Gets what was taken: a piece for each extent that held a part.</param>
    private void Take(Host host, DpaRange range, List<Extent> taken)
    {
        while (range.Length > 0)
        {
            Extent piece = host.Extents.TakeFirst(range, _policy.PiecesGoToTheEnd);
            taken.Add(piece);
            _pool.MarkDirty(new DpaRange(piece.StartDpa, piece.Length));
            _pool.Release(piece);
            range = new DpaRange(range.Start + piece.Length, range.Length - piece.Length);
        }
    }

    private void AppendReleased(Host host, List<Extent> released)
    {
        host.Extents.MarkChanged();
        AppendForFabricManager(host, DynamicCapacityEventType.CapacityReleased, released);
        if (Released is { } handler)
        {
            foreach (IGrouping<Tag, Extent> group in released.GroupBy(extent => extent.Tag))
                handler(new CapacityChange(host.Id, group.Key, [.. group]));
        }
    }

    private static void AppendForHost(Host host, DynamicCapacityEventType type, IReadOnlyList<Extent> extents) =>
        CapacityRecords.AppendTo(host.Cci.DynamicCapacityLog, type, extents, host.Tail);

    private void AppendForFabricManager(Host host, DynamicCapacityEventType type, IReadOnlyList<Extent> extents)
    {
        if (_policy.TellsFabricManager)
            CapacityRecords.AppendTo(Cci.DynamicCapacityLog, type, extents, host.Tail, (ushort)host.Id);
    }
}
