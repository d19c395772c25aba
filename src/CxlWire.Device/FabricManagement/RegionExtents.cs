using CxlWire.Device.Capacity;
using CxlWire.Protocol;

namespace CxlWire.Device.FabricManagement;

/// <summary>
/// Checks the form of the extents that a QMP command lists. The order and the words are QEMU's; what follows them is
/// the value.
/// </summary>
internal static class RegionExtents
{
    /// <summary>Addresses of ranges of a region.</summary>
    /// <param name="region">The region; null: there is none, and whatever the addresses are, the request is
    /// refused.</param>
    /// <param name="extents">Ranges that may wrap, or leave the region.</param>
    public static DpaRange[] ToAddresses(Region? region, IReadOnlyList<RegionRange> extents)
    {
        ulong start = region?.Range.Start ?? 0;
        return [.. extents.Select(extent => new DpaRange(unchecked(start + extent.Offset), extent.Length))];
    }

    /// <summary>Adds a range of a region to those before it.</summary>
    /// <returns>Null, or why it is malformed.</returns>
    public static (ReturnCode Code, string Reason)? TryAdd(Region region, RangeList list, DpaRange range)
    {
        ulong offset = unchecked(range.Start - region.Range.Start);
        int index = list.Ranges.Count;
        if (range.Length == 0)
            return Malformed($"extent with 0 length is not allowed: extents[{index}].len is 0");
        if (!region.IsAligned(offset, range.Length))
        {
            (string name, ulong value) = region.IsAligned(0, range.Length) ? ("offset", offset) : ("len", range.Length);
            return Malformed(
                $"dpa or len is not aligned to region block size: extents[{index}].{name} is {value}, blocks have "
                + $"{region.BlockSize} bytes");
        }

        ulong size = region.Configuration.Length;
        if (range.Length > size || offset > size - range.Length)
        {
            return (
                ReturnCode.InvalidPhysicalAddress,
                $"extent range is beyond the region end: extents[{index}] has offset {offset} and len {range.Length}, "
                + $"the region {size} bytes");
        }

        return list.TryAdd(range)
            ? null
            : Malformed(
                $"duplicate or overlapped extents are detected: extents[{index}] has offset {offset} and len "
                + $"{range.Length}");
    }

    /// <summary>An extent of a request, in the words of QEMU's own messages.</summary>
    public static string Describe(int index, DpaRange range) =>
        $"extents[{index}] has dpa 0x{range.Start:x} len 0x{range.Length:x}";

    private static (ReturnCode Code, string Reason) Malformed(string reason) =>
        (ReturnCode.InvalidExtentList, reason);
}
