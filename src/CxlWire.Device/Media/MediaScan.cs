using CxlWire.Device.Capacity;
using CxlWire.Device.State;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Media;

/// <summary>What a host's last scan of the media found (P5, P6). At first there was none.</summary>
internal sealed class MediaScan
{
    /// <summary>Ranges that a scan keeps; it stops before it would find more.</summary>
    public const int MaxFound = 4096;

    private readonly Queue<PoisonedRange> _found = new();

    /// <summary>Whether any scan has ended since the last reset.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Ranges that were not returned yet.</summary>
    public int Count => _found.Count;

    /// <summary>What a scan that stopped early left out; empty: it did not.</summary>
    public DpaRange LeftOut { get; private set; }

    /// <summary>The next range that was found, once each.</summary>
    public PoisonedRange TakeNext() => _found.Dequeue();

    /// <summary>Ranges that were not returned yet, in the order in which they will be.</summary>
    public IEnumerable<PoisonedRange> Found => _found;

    /// <summary>A scan ends: it found what is poisoned now of what the host has.</summary>
    /// <param name="memory">The host's.</param>
    /// <param name="poison">What is poisoned.</param>
    /// <param name="range">Where it looked.</param>
    public void Finish(HostMemory memory, PoisonedMemory poison, DpaRange range)
    {
        Clear();
        HasRun = true;
        for (ulong dpa = range.Start; memory.TryFindPoison(poison, ref dpa, range.End, out PoisonedRange found);)
        {
            if (_found.Count == MaxFound)
            {
                LeftOut = new DpaRange(found.Range.Start, range.End - found.Range.Start);
                break;
            }

            _found.Enqueue(found);
        }
    }

    /// <summary>Writes what was found, or takes something else in its place.</summary>
    public void Exchange(StateArchive state)
    {
        bool hasRun = state.Flag("has_run", HasRun);
        DpaRange leftOut = LeftOut;
        state.Object("left_out", range => leftOut = range.Range(leftOut));
        var found = state.List("found", _found, (item, poisoned) => new PoisonedRange(
            item.Range(poisoned.Range),
            new MediaErrorSource(
                (byte)item.Number("source", poisoned.Source.Value, PoisonedMemory.Line - 1))), MaxFound);
        if (!state.IsReading)
            return;
        Clear();
        (HasRun, LeftOut) = (hasRun, leftOut);
        foreach ((PoisonedRange poisoned, _) in found)
            _found.Enqueue(poisoned);
    }

    /// <summary>Forgets what was found.</summary>
    public void Clear()
    {
        HasRun = false;
        LeftOut = default;
        _found.Clear();
        _found.TrimExcess();
    }
}
