using CxlWire.Protocol;

namespace CxlWire.Device.Journal;

/// <summary>Where one event log enters the records that a call puts into it.</summary>
/// <param name="journal">The device's.</param>
/// <param name="hostId">Whose log it is; null: the Fabric Manager's.</param>
/// <param name="log">Which log.</param>
internal sealed class EventJournal(DeviceJournal journal, int? hostId, EventLogType log)
{
    public JournalStep Begin() => journal.Begin();

    public void Enter(ReadOnlySpan<byte> record)
    {
        journal.NoteChange();
        if (journal.IsRead)
            journal.EnterCall(JournalEntryKind.EventInjected, hostId, log, record);
    }
}
