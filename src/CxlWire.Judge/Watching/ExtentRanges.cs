using CxlWire.Device.Capacity;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Watching;

/// <summary>The list of a 4802h or 4803h.</summary>
internal sealed record ExtentRanges(IReadOnlyList<DpaRange> Ranges, bool More)
{
    public bool IsEmpty => Ranges.Count == 0;

    public static ExtentRanges? TryRead(ReadOnlySpan<byte> payload)
    {
        if (!UpdatedExtentList.Layout.TryCheck(payload, out _))
            return null;
        UpdatedExtentList.TryReadFixedPart(payload, out UpdatedExtentList list, out _);
        var ranges = new DpaRange[list.Count];
        for (int i = 0; i < ranges.Length; i++)
        {
            UpdatedExtent.TryRead(
                payload.Slice(UpdatedExtentList.Size + (i * UpdatedExtent.Size), UpdatedExtent.Size),
                out UpdatedExtent extent,
                out _);
            ranges[i] = new DpaRange(extent.StartDpa, extent.Length);
        }

        return new ExtentRanges(ranges, list.More);
    }

    public override string ToString() => Ranges.Count switch
    {
        0 => "an empty list",
        1 => Ranges[0].ToString(),
        int count => FormattableString.Invariant($"{Ranges[0]} and {count - 1} more"),
    };
}
