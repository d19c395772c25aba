using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H2: responses in the order of the offers.</summary>
internal sealed class ResponsesInOrder : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H2",
        RuleLevel.Must,
        'Q',
        "Responses in the order of the offers.",
        "Two offers that are pending at once.");

    public override void OnCommand(HostCommand command)
    {
        if (View.Offers.First is not { } first)
            return;
        if (command.Answer is AnswerKind.Later)
        {
            Violate(
                "the response to the first pending offer",
                $"one to a later offer, with {command.Ranges}",
                first.LastRead.Step,
                command.Step);
        }
        else if (command.Answer is AnswerKind.Fits && command.IsTaken && command.Ranges is { More: false }
            && View.Offers.Count > 1)
        {
            Keep();
        }
    }
}
