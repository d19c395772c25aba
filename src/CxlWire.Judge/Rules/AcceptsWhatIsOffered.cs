using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H3: nothing is accepted that was not offered.</summary>
internal sealed class AcceptsWhatIsOffered : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H3",
        RuleLevel.Must,
        'P',
        "Accepts only what the first pending offer holds, and nothing twice.",
        "An offer of which something is accepted.");

    public override void OnCommand(HostCommand command)
    {
        if (command.Answer is AnswerKind.NotOffered)
        {
            long[] steps = View.Offers.First is { } first ? [first.LastRead.Step, command.Step] : [command.Step];
            string why = command.Refusal is { } refusal ? $": {refusal.Reason}" : "";
            Violate("extents of the first pending offer, each once", $"{command.Ranges}{why}", steps);
        }
        else if (command.Answer is AnswerKind.Fits && command.IsTaken && command.Ranges is { IsEmpty: false })
        {
            Keep();
        }
    }
}
