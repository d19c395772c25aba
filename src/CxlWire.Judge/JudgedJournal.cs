using System.Diagnostics.CodeAnalysis;
using CxlWire.Device.Journal;

namespace CxlWire.Judge;

/// <summary>A journal that is judged as it is read. One thread calls at a time.</summary>
/// <param name="judge">Who judges.</param>
/// <param name="reader">What is read.</param>
/// <param name="time">The device's clock; times count from now on.</param>
internal sealed class JudgedJournal(DriverJudge judge, JournalReader reader, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly JournalEntry _entry = new();
    private TimeSpan _earliest;
    private long? _first;
    private long _step;

    /// <summary>How much time has passed.</summary>
    public TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Takes the next entry in.</summary>
    /// <param name="entry">The entry, until the next one is taken; or null.</param>
    /// <param name="violations">Those that it shows.</param>
    /// <returns>False: there is none yet.</returns>
    public bool TryTake([NotNullWhen(true)] out JournalEntry? entry, out IReadOnlyList<Violation> violations)
    {
        // What is not there yet happens later than this.
        TimeSpan before = Now;
        if (!reader.TryRead(_entry))
        {
            (_earliest, entry, violations) = (before, null, []);
            return false;
        }

        _first ??= _entry.Step;
        _step = _entry.Step - _first.Value;
        entry = _entry;
        violations = judge.Take(_entry, new StepPlace(_step, _earliest, Now));
        return true;
    }

    /// <summary>Time has passed, to when it was found last that there is no entry.</summary>
    /// <returns>The violations that this shows.</returns>
    public IReadOnlyList<Violation> Wait() => judge.Wait(new StepPlace(_step, _earliest, _earliest));
}
