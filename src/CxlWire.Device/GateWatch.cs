using System.Diagnostics;

namespace CxlWire.Device;

/// <summary>
/// How long the gate of a device was held, as others waited for it: by the system's clock, not the device's. A device
/// measures only where it has one (<see cref="CxlDevice.GateWatch"/>); else a turn costs a comparison more.
/// </summary>
public sealed class GateWatch
{
    private long _turns;
    private long _longest;

    // Of the turn that is being taken.
    private long _away;

    /// <summary>Times that the gate was taken and left.</summary>
    public long Turns => Interlocked.Read(ref _turns);

    /// <summary>The longest of them.</summary>
    public TimeSpan Longest => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _longest));

    /// <summary>Forgets what was measured.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref _turns, 0);
        Interlocked.Exchange(ref _longest, 0);
    }

    // Called with the gate held, as what follows: it was left meanwhile, and others had it.
    internal void NoteAway(long start) => _away += Stopwatch.GetTimestamp() - start;

    // Called with the gate held: nobody else does at the same time.
    internal void EndTurn(long start)
    {
        Interlocked.Increment(ref _turns);
        long time = Stopwatch.GetTimestamp() - start - _away;
        _away = 0;
        if (time > Interlocked.Read(ref _longest))
            Interlocked.Exchange(ref _longest, time);
    }
}
