using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H6: a chain that never closes is given up once.</summary>
internal sealed class GivesUpOnce : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H6",
        RuleLevel.Should,
        'I',
        "A chain that never closes is given up once: declined within T; a late end of it is not answered "
            + "again.",
        "A chain whose last record has More, and T: the fault record_more.");

    private ReadOffer? _told;

    // Who is refused for what a fault has spoilt declines, and which of the chains that ends is not known.
    public override bool IsOwed => View.Offers.First is { IsClosed: false, IsSpoilt: false } open && open != _told;

    public override void OnTime(StepPlace now)
    {
        if (View.Offers.First is not { IsClosed: false, IsSpoilt: false } open || open == _told
            || now.Since(open.LastRead) <= Late)
        {
            return;
        }

        _told = open;
        Violate("an empty response within T: the chain does not end", "none", open.LastRead.Step, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        if (View.Offers.First is not { } first)
            return;
        if (command.Answer is AnswerKind.LateEnd)
        {
            Violate(
                "no response: the chain was given up",
                $"one to its late end, with {command.Ranges}",
                first.LastRead.Step,
                command.Step);
        }
        else if (command.Answer is AnswerKind.GivesUp && command.IsTaken && first != _told)
        {
            Keep();
        }
    }
}
