using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Fuzz.Engine;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Fuzz.Checks;

/// <summary>
/// What is true of a device at any time: capacity is free, pending, accepted, sanitized or kept by a reference, and
/// only one of them; no limit is exceeded.
/// </summary>
internal static class DeviceAccounts
{
    public static void Check(CxlDevice device)
    {
        FuzzFailure.Unless(
            (uint)device.Pool.Tags.Count <= device.Configuration.TagsSupported, "more tags than are supported");
        foreach (Host host in device.Hosts)
            Check(device, host);
        foreach (CciPort port in device.Hosts.Select(h => h.Cci).Append(device.FabricManager.Cci))
        {
            foreach (EventLog log in port.Logs)
            {
                FuzzFailure.Unless(
                    log.Count <= log.Depth && log.Waiting - log.Untold <= log.WaitingLimit, "a log is over its depth");
                FuzzFailure.Unless(
                    log.Waiting == 0 || log.Count == log.Depth, "records wait behind a log that is not full");
            }
        }

        CheckRanges(device);
    }

    private static void Check(CxlDevice device, Host host)
    {
        long tracked = (long)host.Extents.Count + host.Offers.ExtentCount;
        FuzzFailure.Unless(
            tracked <= device.Configuration.ExtentsSupported, "R4: more extents than can be tracked", $"{tracked}");
        ulong end = 0;
        foreach (Extent extent in Held(host).OrderBy(e => e.StartDpa))
        {
            var range = new DpaRange(extent.StartDpa, extent.Length);
            FuzzFailure.Unless(
                extent.Length > 0 && !range.Wraps
                    && device.Regions.Any(r => r.Range.Contains(range)), "an extent is in no region", $"{range}");
            FuzzFailure.Unless(extent.StartDpa >= end, "a host has capacity twice", $"{range}");
            end = range.End;
        }
    }

    private static void CheckRanges(CxlDevice device)
    {
        var edges = new SortedSet<ulong>();
        foreach (Region region in device.Regions)
            AddEdges(edges, region.Range);
        foreach (Host host in device.Hosts)
        {
            foreach (Extent extent in Held(host))
                AddEdges(edges, new DpaRange(extent.StartDpa, extent.Length));
        }

        DpaRange[] dirty = [.. device.Pool.Sanitizer.Ranges];
        foreach (DpaRange range in dirty)
            AddEdges(edges, range);
        TagEntry[] referenced =
            [.. Enumerable.Range(0, device.Pool.Tags.Count).Select(i => device.Pool.Tags[i])
                .Where(t => t.IsReferenced)];
        foreach (TagEntry entry in referenced)
        {
            // A host may have taken only a part of an extent: the rest of it is free.
            foreach (Extent extent in entry.Extents)
            {
                ulong end = extent.StartDpa + extent.Length;
                for (ulong dpa = extent.StartDpa; dpa < end; entry.Table.At(entry.Slot).Contains(dpa, end, out dpa))
                    edges.Add(dpa);
                edges.Add(end);
            }
        }

        ulong[] sorted = [.. edges];
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            var range = new DpaRange(sorted[i], sorted[i + 1] - sorted[i]);
            if (device.Regions.FirstOrDefault(r => r.Range.Contains(range)) is { } region)
                Check(device, region, range, dirty, referenced);
        }
    }

    private static void Check(CxlDevice device, Region region, DpaRange range, DpaRange[] dirty, TagEntry[] referenced)
    {
        Tag? tag = null;
        int holders = 0;
        foreach (Host host in device.Hosts)
        {
            if (!Holds(host, range, out Tag held))
                continue;
            FuzzFailure.Unless(
                tag is null
                    || (region.Configuration.Sharable && tag == held),
                    "S1: two hosts have capacity that they do not share", $"{range}");
            tag = held;
            holders++;
        }

        bool isFree = device.Pool.IsFree(range);
        bool isDirty = dirty.Any(d => d.Contains(range));
        bool isKept = holders == 0 && referenced.Any(t => t.Covers(range));
        int states = (holders > 0 ? 1 : 0) + (isFree ? 1 : 0) + (isDirty ? 1 : 0) + (isKept ? 1 : 0);
        FuzzFailure.Unless(
            states == 1,
            "capacity is not in one state",
            $"{range}: {holders} holders, free {isFree}, sanitized {isDirty}, referenced {isKept}");
    }

    private static bool Holds(Host host, DpaRange range, out Tag tag)
    {
        if (host.Extents.TryFind(range.Start, out Extent extent))
        {
            tag = extent.Tag;
            return true;
        }

        bool offered = host.Offers.TryFind(range, out Offer? offer, out _);
        tag = offer?.Tag ?? Tag.None;
        return offered;
    }

    private static IEnumerable<Extent> Held(Host host) =>
        Enumerable.Range(0, host.Extents.Count).Select(i => host.Extents[i])
            .Concat(host.Offers.Pending.SelectMany(o => o.Extents));

    private static void AddEdges(SortedSet<ulong> edges, DpaRange range)
    {
        edges.Add(range.Start);
        edges.Add(range.End);
    }
}
