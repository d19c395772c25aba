using CxlWire.Device.Capacity;
using CxlWire.Protocol;

namespace CxlWire.Device.FabricManagement;

/// <summary>Checks the form of the extents that a QMP command lists. The order and the words are QEMU's.</summary>
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
        if (range.Length == 0)
            return (ReturnCode.InvalidExtentList, "extent with 0 length is not allowed");
        if (!region.IsAligned(offset, range.Length))
            return (ReturnCode.InvalidExtentList, "dpa or len is not aligned to region block size");
        ulong size = region.Configuration.Length;
        if (range.Length > size || offset > size - range.Length)
            return (ReturnCode.InvalidPhysicalAddress, "extent range is beyond the region end");
        return list.TryAdd(range)
            ? null : (ReturnCode.InvalidExtentList, "duplicate or overlapped extents are detected");
    }
}
