using CxlWire.Judge.Watching;

namespace CxlWire.Judge.Rules;

/// <summary>H31: what no driver may use is declined.</summary>
internal sealed class DeclinesUnsoundExtents : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H31",
        RuleLevel.Should,
        'I',
        "Extents outside every region, misaligned, overlapping, of length 0, with a wrong sequence or a "
            + "foreign tag: declined, not used; the log goes on.",
        "An offer with such an extent: the faults record_extent, record_sequence and record_tag.");

    public override void OnCommand(HostCommand command)
    {
        if (View.Offers.First is not { } first)
            return;
        if (command.Answer is AnswerKind.Unsound)
        {
            Violate(
                "extents declined that no driver may use", $"{command.Ranges}", first.LastRead.Step, command.Step);
        }
        else if (command.Answer is AnswerKind.Fits && command.IsTaken && first.HasUnsound
            && command.Ranges is { More: false })
        {
            Keep();
        }
    }
}
