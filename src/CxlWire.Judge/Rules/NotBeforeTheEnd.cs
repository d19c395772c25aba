using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H5: no response before the chain is closed.</summary>
internal sealed class NotBeforeTheEnd : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H5",
        RuleLevel.Must,
        'P',
        "Not before the chain is closed: no response while its last record has More.",
        "An offer of several records that is answered.");

    public override void OnCommand(HostCommand command)
    {
        if (command.Answer is AnswerKind.TooEarly)
        {
            if (View.Offers.First is { } open)
            {
                Violate(
                    "the chain's end first", $"a response, with {command.Ranges}", open.LastRead.Step, command.Step);
            }
            else
            {
                Violate("a chain that was read", $"a response without, with {command.Ranges}", command.Step);
            }
        }
        else if (command.Answer is AnswerKind.Fits && command.IsTaken
            && View.Offers.First is { Extents.Count: > 1 })
        {
            Keep();
        }
    }
}
