using CxlWire.Device.Journal;
using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H26: a mailbox that is busy is left alone.</summary>
internal sealed class LeavesRunningMailbox : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H26",
        RuleLevel.Must,
        'P',
        "No write to command, payload or doorbell while the doorbell is set; status is read after it is clear.",
        "A doorbell that stays set, and then another command or a reset: the faults delay and no_reply, in mailbox "
            + "registers.");

    private long? _running;
    private bool _isTold;

    public override void OnCommand(HostCommand command)
    {
        if (command.Route != CommandRoute.Mailbox)
            return;
        End();
        if (command.ReplyFault is { } fault && (!command.IsHeard || fault.Delay > TimeSpan.Zero))
            (_running, _isTold) = (command.Step, false);
    }

    public override void OnNote(HostNote note, StepPlace place)
    {
        bool isRead = note.Kind == HostNoteKind.StatusWhileRunning;
        if (_isTold || (!isRead && note.Kind != HostNoteKind.WrittenWhileRunning))
            return;

        // Once for a command: who goes on as if there was no doorbell writes several registers.
        _isTold = true;
        Violate(
            isRead ? "Mailbox Status read after the doorbell is clear" : "nothing written while the doorbell is set",
            isRead ? "read before" : $"a write to {note.What}",
            [.. _running is { } running ? [running, place.Step] : (ReadOnlySpan<long>)[place.Step]]);
    }

    public override void OnReset(StepPlace place) => End();

    private void End()
    {
        if (_running is not null && !_isTold)
            Keep();
        (_running, _isTold) = (null, false);
    }
}
