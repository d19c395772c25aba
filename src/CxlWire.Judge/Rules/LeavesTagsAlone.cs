using CxlWire.Device.Journal;
using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H25: a tag is not used again before its answer.</summary>
internal sealed class LeavesTagsAlone : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H25",
        RuleLevel.Must,
        'P',
        "A stream's tag is not used again while its request is unanswered.",
        "A request on a stream while another is unanswered, as with the fault delay where others pass. (One whose "
            + "reply was lost is over when the driver gives it up, which only he knows.)");

    public override void OnNote(HostNote note, StepPlace place)
    {
        if (note.Kind == HostNoteKind.TagReused)
            Violate("a tag that is not in use", $"{note.Opcode} with {note.What}, which is unanswered", place.Step);
        else if (note.Kind == HostNoteKind.TagsOverlap)
            Keep();
    }
}
