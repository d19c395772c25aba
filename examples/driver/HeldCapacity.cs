using CxlWire.Protocol.Dcd;

namespace CxlWire.Examples.Driver;

/// <summary>The extents that the host has, by their addresses.</summary>
internal sealed class HeldCapacity
{
    private readonly SortedList<ulong, Extent> _byStart = [];

    /// <summary>The extents, the lowest first.</summary>
    public IReadOnlyList<Extent> Extents => [.. _byStart.Values];

    /// <summary>Whether the host has any of an extent.</summary>
    public bool Overlaps(Extent extent) => Within(extent).Any();

    /// <summary>The parts of an extent that the host has.</summary>
    public IEnumerable<Extent> Within(Extent extent)
    {
        ulong end = extent.StartDpa + extent.Length;
        foreach (Extent held in _byStart.Values)
        {
            ulong start = Math.Max(held.StartDpa, extent.StartDpa);
            ulong until = Math.Min(held.StartDpa + held.Length, end);
            if (start < until)
                yield return held with { StartDpa = start, Length = until - start };
        }
    }

    /// <summary>Adds what the device gave.</summary>
    public void Add(Extent extent) => _byStart[extent.StartDpa] = extent;

    /// <summary>Takes out what the device has back: a part the host has whole.</summary>
    public void Remove(Extent part)
    {
        foreach (Extent held in Extents)
        {
            ulong end = held.StartDpa + held.Length, partEnd = part.StartDpa + part.Length;
            if (held.StartDpa > part.StartDpa || end < partEnd)
                continue;
            _byStart.Remove(held.StartDpa);
            if (held.StartDpa < part.StartDpa)
                Add(held with { Length = part.StartDpa - held.StartDpa });
            if (partEnd < end)
                Add(held with { StartDpa = partEnd, Length = end - partEnd });
        }
    }

    /// <summary>Has what the device lists, in place of all else.</summary>
    public void Replace(IEnumerable<Extent> extents)
    {
        _byStart.Clear();
        foreach (Extent extent in extents)
            Add(extent);
    }
}
