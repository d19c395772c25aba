using System.Diagnostics.CodeAnalysis;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Verification.Conditions;

/// <summary>The list covers exactly some addresses.</summary>
internal sealed class HeldRanges : Condition
{
    private readonly int _hostId;

    // By address, and no two touch each other.
    private readonly DpaRange[] _ranges;

    private HeldRanges(int hostId, DpaRange[] ranges) => (_hostId, _ranges) = (hostId, ranges);

    /// <summary>Makes one.</summary>
    /// <param name="hostId">Host ID.</param>
    /// <param name="ranges">In any order.</param>
    /// <param name="held">The condition.</param>
    /// <param name="index">Else, index of the range that cannot be.</param>
    /// <param name="flaw">Why.</param>
    public static bool TryCreate(
        int hostId,
        IEnumerable<DpaRange> ranges,
        [NotNullWhen(true)] out HeldRanges? held,
        out int index,
        out string flaw)
    {
        (held, index, flaw) = (null, -1, "");
        var merged = new List<DpaRange>();
        foreach ((int i, DpaRange range) in ranges.Index().OrderBy(pair => pair.Item.Start))
        {
            index = i;
            if (range.Length == 0)
                flaw = "an empty range";
            else if (range.Wraps)
                flaw = "leaves 64 bits";
            else if (merged.Count > 0 && merged[^1].Overlaps(range))
                flaw = "overlaps another range";
            if (flaw.Length > 0)
                return false;
            if (merged.Count > 0 && merged[^1].End == range.Start)
                merged[^1] = new DpaRange(merged[^1].Start, range.End - merged[^1].Start);
            else
                merged.Add(range);
        }

        held = new HeldRanges(hostId, [.. merged]);
        return true;
    }

    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        ExtentList list = HostOf(device, _hostId).Extents;
        int covering = 0;
        foreach (DpaRange range in _ranges)
        {
            int here = list.CountCovering(range);
            if (here == 0 || !list.TryFind(range.Start, out Extent first) || first.StartDpa != range.Start
                || !list.TryFind(range.End - 1, out Extent last) || last.StartDpa + last.Length != range.End)
            {
                return false;
            }

            covering += here;
        }

        return covering == list.Count;
    }

    public override string ToString() => _ranges.Length == 0
        ? $"{Words.Cci(_hostId)} holds nothing"
        : $"{Words.Cci(_hostId)} holds {string.Join(", ", _ranges)} and nothing else";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts)
    {
        ExtentList list = HostOf(device, _hostId).Extents;
        foreach (DpaRange range in _ranges)
        {
            if (list.CountCovering(range) == 0)
                return $"{Words.Cci(_hostId)} does not hold all of {range}";
        }

        for (int i = 0; i < list.Count; i++)
        {
            var range = new DpaRange(list[i].StartDpa, list[i].Length);
            if (!Array.Exists(_ranges, wanted => wanted.Contains(range)))
                return $"{Words.Cci(_hostId)} holds {range}, and not only what is wanted of it";
        }

        return "";
    }
}
