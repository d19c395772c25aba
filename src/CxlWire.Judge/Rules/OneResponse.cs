using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H1: one response for each chain.</summary>
internal sealed class OneResponse : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H1",
        RuleLevel.Must,
        'Q',
        "Exactly one response for each closed chain.",
        "An offer that is answered.");

    public override void OnCommand(HostCommand command)
    {
        if (command.Answer is AnswerKind.Second)
        {
            long[] steps = View.Offers.Answered is { } answered
                ? [answered.LastRead.Step, command.Step]
                : [command.Step];
            Violate("one response for each chain, and all are answered", $"another, with {command.Ranges}", steps);
        }
        else if (command.Answer is AnswerKind.Fits && command.IsTaken && command.Ranges is { More: false })
        {
            Keep();
        }
    }
}
