using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H7: a refused response is repaired.</summary>
internal sealed class RepairsRefusedResponse : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H7",
        RuleLevel.Should,
        'I',
        "What failed is repaired: after 4802h was refused, the host does not use the capacity, and the same "
            + "offer is answered again or declined.",
        "A 4802h that is refused though it fits: the fault return_code.");

    private readonly Duty _repair = new();

    public override bool IsOwed => _repair.IsOpen;

    public override void OnTime(StepPlace now)
    {
        long refused = _repair.Since.Step;
        if (_repair.IsLate(now, Late))
            Violate("the same offer answered again, or declined", "nothing within T", refused, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        if (command.Answer is { } answer)
        {
            TakeAnswer(command, answer);
        }
        else if (command.Opcode == Opcode.ReleaseDynamicCapacity && _repair.IsOpen
            && command.Ranges is { } released && View.Offers.First?.Index.Overlaps(released) == true)
        {
            long refused = _repair.Since.Step;
            _repair.Close();
            Violate("the capacity not used: the response was refused", $"{released} released", refused, command.Step);
        }
    }

    public override void OnBackgroundEnd(BackgroundRun run, ReturnCode? code, StepPlace place)
    {
        if (run.Answer is AnswerKind.Fits && code is { } ended && ended != ReturnCode.Success)
            OpenRepair(place);
    }

    public override void OnReset(StepPlace place) => _repair.Close();

    private void TakeAnswer(HostCommand command, AnswerKind answer)
    {
        long refused = _repair.Since.Step;
        if (answer is AnswerKind.PassesOver)
        {
            _repair.Close();
            Violate(
                "the refused offer answered again, or declined", $"the next offer answered, with {command.Ranges}",
                refused,
                command.Step);
        }
        else if (answer is AnswerKind.Unknown)
        {
            _repair.Close();
        }
        else if (answer is not AnswerKind.Fits || !command.IsHeard)
        {
            return;
        }
        else if (!command.IsTaken)
        {
            OpenRepair(command.Place);
        }
        else if (_repair.Close())
        {
            Keep();
        }
    }

    // Where a fault has spoilt records, the device may have no such offer: who finds that has nothing to answer.
    private void OpenRepair(StepPlace place)
    {
        if (View.Offers.First is { IsSpoilt: false })
            _repair.Open(place);
    }
}
