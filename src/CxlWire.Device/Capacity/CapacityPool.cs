using CxlWire.Device.Media;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>
/// All dynamic capacity of the device: which of it is free, allocated to hosts or kept by a reference,
/// or being sanitized. Each byte is exactly one of these.
/// </summary>
/// <remarks>
/// Beside that, capacity is clean or dirty (F5): dirty is what any host could read since it was last clean, whoever
/// has it now. That is what a host has accepted, and what is noted here when a host lets go of it.
/// </remarks>
internal sealed class CapacityPool(
    RegionMap regions, HostCapacity[] hosts, TagTable tags, Sanitizer sanitizer, PoisonedMemory poison)
{
    // A step gives back no more clean ranges than that: what all have released does not hold up one command.
    private const int MostGivenBack = 1024;

    private readonly RangeSet _toSanitize = new();
    private RangeSet _dirty = new();

    public TagTable Tags => tags;

    public Sanitizer Sanitizer => sanitizer;

    /// <summary>Whether nobody has any of a range, which lies in one region.</summary>
    public bool IsFree(DpaRange range) => FreeAround(range).Covers(range);

    /// <summary>
    /// Frees what has been sanitized by now. Called at the start of what may need it, and never by those who only
    /// look: what the device answers does not depend on them.
    /// </summary>
    public void Refresh()
    {
        for (int i = 0; i < MostGivenBack && sanitizer.TryTakeClean(out DpaRange range); i++)
            GiveBack(range);
    }

    /// <summary>Allocates free ranges for an offer; under a tag, which is not in use, where it has one.</summary>
    public void Allocate(Tag tag, Region region, IReadOnlyList<Extent> extents)
    {
        if (!tag.IsNone)
            tags.Add(tag, region, extents);
        for (int i = 0; i < extents.Count; i++)
        {
            var range = new DpaRange(extents[i].StartDpa, extents[i].Length);
            FreeAround(range).Remove(range);
        }
    }

    /// <summary>Notes that a host could read a range that it lets go of now (F5).</summary>
    public void MarkDirty(DpaRange range) => _dirty.Add(range);

    /// <summary>Notes that nothing can be read any more of what hosts have let go of (Z3).</summary>
    public void MarkClean() => _dirty = new RangeSet();

    /// <summary>Notes that a range is to be sanitized, where it is dirty, when nobody has it any more (F5).</summary>
    public void SanitizeOnRelease(DpaRange range) => _toSanitize.Add(range);

    /// <summary>
    /// Takes a range from a host: what no other host holds and no reference keeps is free again, after
    /// sanitizing where that was asked for (S4, F5).
    /// </summary>
    /// <param name="extent">A range under one tag.</param>
    public void Release(in Extent extent)
    {
        // A tag that only the extent bears (q28) is not in the table, or means other capacity there.
        bool tagged = tags.TryGet(extent.Tag, out TagEntry entry)
            && entry.Overlaps(new DpaRange(extent.StartDpa, extent.Length));
        if (tagged && entry.IsReferenced)
            return;
        ulong end = extent.StartDpa + extent.Length;
        for (ulong dpa = extent.StartDpa; dpa < end;)
        {
            bool held = IsHeld(dpa, end, out ulong until);
            if (!held)
                Free(new DpaRange(dpa, until - dpa), tagged ? entry : null);
            dpa = until;
        }
    }

    /// <summary>Frees what only a reference kept (F8).</summary>
    public void RemoveReference(TagEntry entry)
    {
        tags.SetReferenced(entry, false);
        foreach (Extent extent in entry.Extents)
        {
            ulong end = extent.StartDpa + extent.Length;
            for (ulong dpa = extent.StartDpa; dpa < end;)
            {
                bool held = IsHeld(dpa, end, out ulong until);
                bool allocated = tags.At(entry.Slot).Contains(dpa, until, out until);
                if (allocated && !held)
                    Free(new DpaRange(dpa, until - dpa), entry);
                dpa = until;
            }
        }
    }

    /// <summary>Whether another host has accepted capacity under a tag of a sharable region (S1).</summary>
    public bool IsSharedWithAnother(HostCapacity host, Tag tag) =>
        tags.TryGet(tag, out TagEntry entry) && entry.Region.Configuration.Sharable
        && Array.Exists(hosts, other => other != host && other.Extents.HasTag(tag));

    /// <summary>
    /// Writes what there is beside what hosts have, or takes something else in its place; they took theirs before.
    /// </summary>
    public void Exchange(StateArchive state)
    {
        _dirty.Exchange(state, "dirty", CheckRange);
        _toSanitize.Exchange(state, "to_sanitize", CheckRange);
        if (state.IsReading)
            FindFree();
        state.Object("sanitizer", inner => sanitizer.Exchange(inner, TakeFree));
    }

    /// <summary>Whether any host holds an address or was offered it, and up to where that stays so.</summary>
    public bool IsHeld(ulong dpa, ulong limit, out ulong until)
    {
        until = limit;
        foreach (HostCapacity host in hosts)
        {
            if (host.Extents.Contains(dpa, limit, out ulong accepted) || host.Offers.Contains(dpa, limit, out accepted))
            {
                until = accepted;
                return true;
            }

            host.Extents.Contains(dpa, until, out until);
            host.Offers.Contains(dpa, until, out until);
        }

        return false;
    }

    private void CheckRange(DpaRange range, StateArchive place)
    {
        if (range.Length == 0 || regions.All(region => !region.Range.Overlaps(range)))
            throw place.Error("start", "R1: no region has any of it");
    }

    /// <summary>Takes a range that is being sanitized from what is free.</summary>
    private void TakeFree(DpaRange range, StateArchive place)
    {
        CheckRange(range, place);
        for (int i = 0; i < regions.Count; i++)
        {
            Region region = regions[i];
            ulong start = Math.Max(range.Start, region.Range.Start), end = Math.Min(range.End, region.Range.End);
            if (start >= end)
                continue;
            var part = new DpaRange(start, end - start);
            if (!region.Free.Covers(part))
                throw place.Error("start", "F5: a host has some of it, a tag keeps it, or it is sanitized twice");
            region.Free.Remove(part);
        }
    }

    /// <summary>What nobody has is free.</summary>
    private void FindFree()
    {
        for (int i = 0; i < regions.Count; i++)
        {
            Region region = regions[i];
            region.Free.Add(region.Range);
            foreach (HostCapacity host in hosts)
            {
                foreach (Extent extent in host.Extents.Share().Concat(host.Offers.Pending.SelectMany(o => o.Extents)))
                {
                    var range = new DpaRange(extent.StartDpa, extent.Length);
                    if (region.Range.Contains(range))
                        region.Free.Remove(range);
                }
            }
        }

        foreach (DpaRange range in tags.Allocated)
            FreeAround(range).Remove(range);
    }

    /// <summary>Frees a clean range. The sanitizer knows no regions: neighbours of two are one range to it.</summary>
    private void GiveBack(DpaRange range)
    {
        for (int i = 0; i < regions.Count; i++)
        {
            Region region = regions[i];
            ulong start = Math.Max(range.Start, region.Range.Start), end = Math.Min(range.End, region.Range.End);
            if (start < end)
                region.Free.Add(new DpaRange(start, end - start));
        }
    }

    private FreeRanges FreeAround(DpaRange range) => regions.Find(range)!.Free;

    private void Free(DpaRange range, TagEntry? entry)
    {
        if (entry is { } tagged)
            tags.Remove(tagged, range);

        // P8: poison in released capacity goes with it.
        poison.Clear(range);
        bool always = regions.Find(range)!.SanitizeOnRelease;
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            bool sanitize = _dirty.Contains(dpa, range.End, out ulong until)
                && (always || _toSanitize.Contains(dpa, until, out until));
            var part = new DpaRange(dpa, until - dpa);
            if (sanitize)
            {
                _dirty.Remove(part);
                sanitizer.Add(part);
            }
            else
            {
                FreeAround(part).Add(part);
            }

            dpa = until;
        }

        _toSanitize.Remove(range);
    }
}
