using CxlWire.Device.Journal;

namespace CxlWire.Judge;

/// <summary>
/// Numbers steps as a recording that was begun at the same time does: each has a number, and a fault that happened
/// in it has the next.
/// </summary>
internal sealed class StepCounter
{
    private long _next;
    private int _fired;

    /// <summary>The step that an entry is of.</summary>
    public long Count(JournalEntry entry)
    {
        long step = _next;
        if (entry.Kind == JournalEntryKind.FaultFired)
            _fired++;
        if (entry.Depth > 0)
            return step;
        _next += 1 + _fired;
        _fired = 0;
        return step;
    }
}
