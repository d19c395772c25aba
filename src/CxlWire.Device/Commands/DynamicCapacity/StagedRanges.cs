using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Commands.DynamicCapacity;

/// <summary>
/// The ranges of a 4802h or 4803h, gathered over its payloads (A8) and applied when all are there. A
/// refusal of any payload drops them all.
/// </summary>
internal sealed class StagedRanges(int limit)
{
    /// <summary>The ranges of all payloads so far, in their order.</summary>
    public IReadOnlyList<DpaRange> Ranges => List.Ranges;

    /// <summary>As <see cref="Ranges"/>, to be searched.</summary>
    public RangeList List { get; } = new();

    /// <summary>By how many extents the list grows when the ranges are released (L3).</summary>
    public int Growth { get; set; }

    /// <summary>A refusal of an entry of the payload at hand.</summary>
    public static Refusal Refuse(ReturnCode code, string rule, int entry, string reason) =>
        Refusal.AtEntry(UpdatedExtentList.Layout, entry, "start_dpa", code, rule, reason);

    /// <summary>A refusal for how many entries there are.</summary>
    public static Refusal RefuseCount(ReturnCode code, string rule, string reason) =>
        Refusal.At(UpdatedExtentList.Layout, "count", code, rule, reason);

    /// <summary>Bytes that QEMU reads of an <see cref="UpdatedExtentList"/> that may be longer (q16).</summary>
    public static long ReadByQemu(ReadOnlySpan<byte> request) =>
        UpdatedExtentList.TryReadFixedPart(request, out UpdatedExtentList list, out _)
            ? UpdatedExtentList.Size + ((long)list.Count * UpdatedExtent.Size)
            : request.Length;

    /// <summary>Adds a payload's entries, each checked by A4.</summary>
    /// <param name="regions">Regions of the device.</param>
    /// <param name="policy">Whether it takes entries of length 0.</param>
    /// <param name="request">The payload.</param>
    /// <param name="entries">Entries of the payload.</param>
    /// <param name="zeroLength">
    /// With q15, what an entry of length 0 is answered with where all entries are well formed; null: it is passed over.
    /// </param>
    /// <returns>Why an entry was refused; null where all are in.</returns>
    public Refusal? Add(
        RegionMap regions,
        QemuPolicy policy,
        ReadOnlySpan<byte> request,
        int entries,
        ReturnCode? zeroLength = null)
    {
        if (Ranges.Count + entries > limit)
        {
            return RefuseCount(
                ReturnCode.ResourcesExhausted, "A8", "the list is longer than the device can gather");
        }

        Refusal? empty = null;
        for (int i = 0; i < entries; i++)
        {
            ReadOnlySpan<byte> entry = request.Slice(UpdatedExtentList.SizeWith(i), UpdatedExtent.Size);
            UpdatedExtent.TryRead(entry, out UpdatedExtent extent, out _);
            var range = new DpaRange(extent.StartDpa, extent.Length);
            if (TryAdd(regions, List, range, policy.TakesEmptyExtents) is { } wrong)
                return Refuse(wrong.Code, "A4", i, wrong.Reason);
            if (range.Length == 0 && zeroLength is { } code)
                empty ??= Refuse(code, "q15", i, "no offer holds a range of length 0");
        }

        return empty;
    }

    /// <summary>Writes what was gathered, or takes something else in its place.</summary>
    /// <param name="state">Where it is written.</param>
    /// <param name="regions">Regions of the device.</param>
    public void Exchange(StateArchive state, RegionMap regions)
    {
        int growth = state.Number("grows_by", Math.Max(Growth, 0)) - state.Number("shrinks_by", Math.Max(-Growth, 0));
        var ranges = state.Ranges("ranges", Ranges, limit);
        if (!state.IsReading)
            return;
        Clear();
        Growth = growth;
        foreach ((DpaRange range, StateArchive place) in ranges)
        {
            if (TryAdd(regions, List, range) is { } wrong)
                throw place.Error("start", $"A4: {wrong.Reason}");
        }
    }

    public void Clear()
    {
        List.Clear();
        Growth = 0;
    }

    /// <summary>
    /// Adds a range whose form is right (A4). In this order: nothing can be said of a range's alignment
    /// before its region is known.
    /// </summary>
    /// <param name="regions">Regions of the device.</param>
    /// <param name="list">Where the range goes.</param>
    /// <param name="range">The range.</param>
    /// <param name="mayBeEmpty">Whether a range of length 0 is well formed (q15); it goes nowhere.</param>
    internal static (ReturnCode Code, string Reason)? TryAdd(
        RegionMap regions, RangeList list, DpaRange range, bool mayBeEmpty = false)
    {
        if (range.Length == 0 && !mayBeEmpty)
            return (ReturnCode.InvalidExtentList, "an extent of length 0");
        if (range.Wraps)
            return (ReturnCode.InvalidPhysicalAddress, "the range wraps");
        if (regions.Find(range) is not { } region)
            return (ReturnCode.InvalidPhysicalAddress, "the range is not inside one region");
        if (!region.IsAligned(range.Start - region.Range.Start, range.Length))
            return (ReturnCode.InvalidExtentList, "not aligned to the region's block size");
        return range.Length == 0 || list.TryAdd(range)
            ? null : (ReturnCode.InvalidExtentList, "overlaps another entry");
    }
}
