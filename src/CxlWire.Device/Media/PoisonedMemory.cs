using CxlWire.Device.Capacity;
using CxlWire.Device.State;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Media;

/// <summary>Which of the device's memory is poisoned, whoever may see it (P1). It knows no hosts.</summary>
/// <param name="time">The device's clock.</param>
/// <param name="listLimit">Ranges that the device lists; more than these may be poisoned.</param>
internal sealed class PoisonedMemory(TimeProvider time, uint listLimit)
{
    /// <summary>What is poisoned at once: 64 bytes.</summary>
    public const uint Line = 64;

    /// <summary>Ranges at most: clearing lines out of their middle makes more of them.</summary>
    public const int MaxRanges = 65_536;

    // By start. An end is a multiple of 64: where the poison came from fits below it.
    private readonly SortedChunks<ulong> _ranges = new();
    private int _injected;

    /// <summary>Poisoned ranges; neighbours are not joined.</summary>
    public int Count => _ranges.Count;

    /// <summary>Ranges that hosts had poisoned (4301h).</summary>
    public int Injected => _injected;

    /// <summary>Ranges that the device lists.</summary>
    public uint ListLimit => listLimit;

    /// <summary>When there first were more than it lists, by the clock's timestamps; null: there are not.</summary>
    public long? OverflowedAt { get; private set; }

    /// <summary>Whether any of a range is poisoned.</summary>
    public bool Overlaps(DpaRange range) => TryFind(range.Start, range.End, out _);

    /// <summary>The first poisoned range that reaches past an address and begins before another.</summary>
    public bool TryFind(ulong from, ulong end, out PoisonedRange found)
    {
        found = default;
        if (!(_ranges.TryFloor(from, out ulong start, out ulong packed) && EndOf(packed) > from)
            && !_ranges.TryCeiling(from, out start, out packed))
        {
            return false;
        }

        found = new PoisonedRange(new DpaRange(start, EndOf(packed) - start), SourceOf(packed));
        return start < end;
    }

    /// <summary>Poisoned ranges that have any of another, the lowest first; nothing must change meanwhile.</summary>
    public IEnumerable<PoisonedRange> In(DpaRange within)
    {
        for (ulong dpa = within.Start; TryFind(dpa, within.End, out PoisonedRange found); dpa = found.Range.End)
            yield return found;
    }

    /// <summary>Poisons a range of which nothing is poisoned.</summary>
    public void Add(PoisonedRange poisoned)
    {
        Insert(poisoned.Range.Start, poisoned.Range.End, poisoned.Source);
        NoteOverflow();
    }

    /// <summary>Whether a range can be cleared: what is left of those around it can be kept.</summary>
    public bool CanClear(DpaRange range) =>
        Count < MaxRanges || !(TryFind(range.Start, range.End, out PoisonedRange around)
            && around.Range.Start < range.Start && around.Range.End > range.End);

    /// <summary>Clears a range, not all of which need be poisoned.</summary>
    public void Clear(DpaRange range)
    {
        while (TryFind(range.Start, range.End, out PoisonedRange found))
        {
            (ulong start, ulong end) = (found.Range.Start, found.Range.End);
            _ranges.Remove(start);
            if (found.Source == MediaErrorSource.Injected)
                _injected--;
            if (start < range.Start)
                Insert(start, range.Start, found.Source);
            if (end > range.End)
                Insert(range.End, end, found.Source);
        }

        NoteOverflow();
    }

    /// <summary>Writes what is poisoned, or takes something else in its place.</summary>
    public void Exchange(StateArchive state)
    {
        var ranges = state.List("poison", In(new DpaRange(0, ulong.MaxValue)), (item, poisoned) => new PoisonedRange(
            item.Range(poisoned.Range),
            new MediaErrorSource((byte)item.Number("source", poisoned.Source.Value, Line - 1))), MaxRanges);
        if (state.IsReading)
        {
            Clear(new DpaRange(0, ulong.MaxValue));
            foreach ((PoisonedRange poisoned, StateArchive place) in ranges)
            {
                DpaRange range = poisoned.Range;
                if (range.Length == 0 || range.Start % Line != 0 || range.Length % Line != 0 || Overlaps(range))
                    throw place.Error("start", "P1: not whole lines of 64 bytes, or poisoned twice");
                Insert(range.Start, range.End, poisoned.Source);
            }
        }

        OverflowedAt = state.Ago("poison_overflow", OverflowedAt);
        NoteOverflow();
    }

    private void Insert(ulong start, ulong end, MediaErrorSource source)
    {
        _ranges.Insert(start, end | source.Value);
        if (source == MediaErrorSource.Injected)
            _injected++;
    }

    private void NoteOverflow()
    {
        if (Count <= listLimit)
            OverflowedAt = null;
        else
            OverflowedAt ??= time.GetTimestamp();
    }

    private static ulong EndOf(ulong packed) => packed & ~(ulong)(Line - 1);

    private static MediaErrorSource SourceOf(ulong packed) => new((byte)(packed & (Line - 1)));
}
