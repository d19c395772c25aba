namespace CxlWire.Device.Journal;

/// <summary>
/// One thing that is done to the device, from its beginning to its end; made by <see cref="DeviceJournal.Begin"/> and
/// ended by disposing it. Steps inside it are part of it.
/// </summary>
internal readonly ref struct JournalStep(DeviceJournal journal)
{
    /// <summary>The step is over.</summary>
    public void Dispose() => journal.End();
}
