using System.Collections;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Capacity;

/// <summary>
/// The extents of an offer, in their order: 16 bytes for each, since one tag has them all. In a sharable region they
/// are numbered from 0 (S3).
/// </summary>
internal sealed class OfferedExtents(Tag tag, bool areNumbered, DpaRange[] ranges) : IReadOnlyList<Extent>
{
    /// <summary>Extents that can be numbered (O8).</summary>
    public const int MostNumbered = ushort.MaxValue + 1;

    public int Count => ranges.Length;

    public Extent this[int index] => new()
    {
        StartDpa = ranges[index].Start,
        Length = ranges[index].Length,
        Tag = tag,
        SharedExtentSequence = (ushort)(areNumbered ? index : 0),
    };

    public IEnumerator<Extent> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
