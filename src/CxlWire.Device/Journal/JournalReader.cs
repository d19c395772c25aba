namespace CxlWire.Device.Journal;

/// <summary>
/// Reads a device's journal from where it was opened on, outside of the device's gate. One thread reads at a time.
/// </summary>
public sealed class JournalReader : IDisposable
{
    private readonly DeviceJournal _journal;

    internal JournalReader(DeviceJournal journal, long position, bool isLossless, Action? stepEnded)
    {
        _journal = journal;
        Position = position;
        IsLossless = isLossless;
        StepEnded = stepEnded;
    }

    /// <summary>Number of the next entry.</summary>
    public long Position { get; internal set; }

    /// <summary>Whether the device waits for this reader rather than drop what it has not read.</summary>
    public bool IsLossless { get; }

    /// <summary>Entries that were dropped before they were read, so far; 0 for a lossless reader.</summary>
    public long Missed { get; internal set; }

    /// <summary>
    /// Whether half of what is kept was not read yet: time to read, for who wants to miss nothing. To be asked with the
    /// device's gate held.
    /// </summary>
    public bool IsBehind => _journal.IsBehind(this);

    /// <summary>Called where a step has ended; null: nothing is.</summary>
    internal Action? StepEnded { get; }

    /// <summary>Whether it makes a capture.</summary>
    internal bool IsCapture { get; init; }

    /// <summary>Number of the entry before which reading ends; past all where it does not.</summary>
    internal long End { get; set; } = long.MaxValue;

    /// <summary>Reads the next entry. Where some were dropped, <see cref="Missed"/> has grown.</summary>
    /// <param name="entry">Filled; what it held is overwritten.</param>
    /// <returns>False: there is none now.</returns>
    public bool TryRead(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _journal.TryRead(this, entry);
    }

    /// <summary>Waits until there is an entry to read.</summary>
    /// <returns>False: there will be none any more, since <see cref="Finish"/> was called.</returns>
    public bool Wait() => _journal.Wait(this);

    /// <summary>
    /// What is entered from now on is not read; what was entered before still is. Any thread may call.
    /// </summary>
    public void Finish() => _journal.Finish(this);

    /// <summary>Reads no longer; nobody waits for this reader any more.</summary>
    public void Dispose() => _journal.Close(this);
}
