using CxlWire.Device.Journal;
using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H30: a notification is not answered.</summary>
internal sealed class LeavesNotifications : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H30",
        RuleLevel.Must,
        'P',
        "A notification (0106h) gets no response.",
        "A notification on a stream, and a command after it: a log that 0105h wants to be told of, and a record.");

    private long? _notified;

    public override void OnNotified(StepPlace place) => _notified ??= place.Step;

    public override void OnCommand(HostCommand command)
    {
        // What caused it is of the same step.
        if (command.Route != CommandRoute.Stream || _notified is not { } notified || notified == command.Step)
            return;
        _notified = null;
        Keep();
    }

    public override void OnNote(HostNote note, StepPlace place)
    {
        if (note.Kind != HostNoteKind.Response)
            return;
        long[] steps = _notified is { } notified ? [notified, place.Step] : [place.Step];
        Violate("no response: the device's requests want none", $"one of {note.Opcode}, {note.What}", steps);
    }
}
