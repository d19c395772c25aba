using CxlWire.Device.Capacity;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Events;

/// <summary>
/// What a host lost by force and cannot be told of yet, since its log and all that may wait behind it are full (F4).
/// While there is any, nothing new is offered, so that no range gets in twice; what touches under one tag is one.
/// </summary>
internal sealed class UntoldReleases
{
    private readonly SortedChunks<(ulong End, Tag Tag, ushort Sequence)> _byStart = new();

    public int Count => _byStart.Count;

    /// <summary>Adds an extent that overlaps none.</summary>
    public void Add(in Extent extent)
    {
        (ulong start, ulong end) = (extent.StartDpa, extent.StartDpa + extent.Length);
        (Tag, ushort) name = (extent.Tag, extent.SharedExtentSequence);
        if (_byStart.TryFloor(end, out ulong next, out var after)
            && next == end && (after.Tag, after.Sequence) == name)
        {
            _byStart.Remove(next);
            end = after.End;
        }

        if (_byStart.TryFloor(start, out ulong previous, out var before)
            && before.End == start && (before.Tag, before.Sequence) == name)
        {
            _byStart.Update(previous, before with { End = end });
        }
        else
        {
            _byStart.Insert(start, (end, extent.Tag, extent.SharedExtentSequence));
        }
    }

    /// <summary>Takes the lowest.</summary>
    public bool TryTakeFirst(out Extent extent)
    {
        bool found = _byStart.TryCeiling(0, out ulong start, out var first);
        extent = new Extent
        {
            StartDpa = start,
            Length = first.End - start,
            Tag = first.Tag,
            SharedExtentSequence = first.Sequence,
        };
        if (found)
            _byStart.Remove(start);
        return found;
    }

    /// <summary>Writes them, or takes others in their place.</summary>
    public void Exchange(StateArchive state)
    {
        var untold = state.List("untold", All(), (item, extent) => item.Extent(extent), int.MaxValue);
        if (!state.IsReading)
            return;
        while (TryTakeFirst(out _))
        {
        }

        foreach ((Extent extent, StateArchive place) in untold)
        {
            ulong end = extent.StartDpa + extent.Length;
            if (extent.Length == 0 || (_byStart.TryFloor(end - 1, out _, out var there) && there.End > extent.StartDpa))
                throw place.Error("start", "F4: empty, or overlaps another");
            Add(extent);
        }
    }

    private IEnumerable<Extent> All()
    {
        for (ulong dpa = 0; _byStart.TryCeiling(dpa, out ulong start, out var found); dpa = found.End)
        {
            yield return new Extent
            {
                StartDpa = start,
                Length = found.End - start,
                Tag = found.Tag,
                SharedExtentSequence = found.Sequence,
            };
        }
    }
}
