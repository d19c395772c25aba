using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>
/// All dynamic capacity of the device: which of it is free, allocated to hosts or kept by a reference,
/// or being sanitized. Each byte is exactly one of these.
/// </summary>
internal sealed class CapacityPool(RegionMap regions, HostCapacity[] hosts, TagTable tags, Sanitizer sanitizer)
{
    private readonly RangeSet _toSanitize = new();

    public TagTable Tags => tags;

    public Sanitizer Sanitizer => sanitizer;

    /// <summary>Whether nobody has any of a range, which lies in one region.</summary>
    public bool IsFree(DpaRange range) => FreeAround(range).Covers(range);

    /// <summary>Frees what has been sanitized by now. Called before anything looks at the pool.</summary>
    public void Refresh()
    {
        while (sanitizer.TryTakeClean(out DpaRange range))
            FreeAround(range).Add(range);
    }

    /// <summary>Allocates free ranges for an offer; under a tag, which is not in use, where it has one.</summary>
    public void Allocate(Tag tag, Region region, IReadOnlyList<Extent> extents)
    {
        TagEntry? entry = null;
        if (!tag.IsNone)
            tags.Add(entry = new TagEntry(tag, region, extents));
        for (int i = 0; i < extents.Count; i++)
        {
            var range = new DpaRange(extents[i].StartDpa, extents[i].Length);
            FreeAround(range).Remove(range);
            entry?.Allocated.Add(range);
        }
    }

    /// <summary>Notes that a range is to be sanitized when it is free again (F5).</summary>
    public void SanitizeOnRelease(DpaRange range) => _toSanitize.Add(range);

    /// <summary>
    /// Takes a range from a host: what no other host holds and no reference keeps is free again, after
    /// sanitizing where that was asked for (S4, F5).
    /// </summary>
    /// <param name="extent">A range under one tag.</param>
    /// <param name="wasReadable">Whether the host could read it: capacity that was only offered is clean.</param>
    public void Release(in Extent extent, bool wasReadable)
    {
        bool tagged = tags.TryGet(extent.Tag, out TagEntry entry);
        if (tagged && entry.IsReferenced)
            return;
        ulong end = extent.StartDpa + extent.Length;
        for (ulong dpa = extent.StartDpa; dpa < end;)
        {
            bool held = IsHeld(dpa, end, out ulong until);
            if (!held)
                Free(new DpaRange(dpa, until - dpa), tagged ? entry : null, wasReadable);
            dpa = until;
        }
    }

    /// <summary>Frees what only a reference kept (F8).</summary>
    public void RemoveReference(TagEntry entry)
    {
        entry.IsReferenced = false;
        foreach (Extent extent in entry.Extents)
        {
            ulong end = extent.StartDpa + extent.Length;
            for (ulong dpa = extent.StartDpa; dpa < end;)
            {
                bool held = IsHeld(dpa, end, out ulong until);
                bool allocated = entry.Allocated.Contains(dpa, until, out until);
                if (allocated && !held)
                    Free(new DpaRange(dpa, until - dpa), entry, wasReadable: true);
                dpa = until;
            }
        }
    }

    /// <summary>Whether any host holds an address or was offered it, and up to where that stays so.</summary>
    private bool IsHeld(ulong dpa, ulong limit, out ulong until)
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

    private FreeRanges FreeAround(DpaRange range) => regions.Find(range)!.Free;

    private void Free(DpaRange range, TagEntry? entry, bool wasReadable)
    {
        if (entry is not null)
        {
            entry.Allocated.Remove(range);
            if (entry.Allocated.IsEmpty)
                tags.Remove(entry);
        }

        bool always = regions.Find(range)!.SanitizeOnRelease;
        for (ulong dpa = range.Start; dpa < range.End;)
        {
            bool sanitize = _toSanitize.Contains(dpa, range.End, out ulong until) || always;
            var part = new DpaRange(dpa, until - dpa);
            if (sanitize && wasReadable)
                sanitizer.Add(part);
            else
                FreeAround(part).Add(part);
            dpa = until;
        }

        _toSanitize.Remove(range);
    }
}
