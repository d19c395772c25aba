using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H13: only what is held is released.</summary>
internal sealed class ReleasesWhatItHolds : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H13",
        RuleLevel.Must,
        'P',
        "Releases only what it holds, whole blocks.",
        "A 4803h.");

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode != Opcode.ReleaseDynamicCapacity || command.Ranges is not { } ranges)
            return;
        if (command.IsTaken)
        {
            Keep();
            return;
        }

        // H16, H11, H28 and H7 speak of what was taken, of what a driver cannot know, and of what is not accepted yet.
        if (command.Refusal is not { Rule: "L1" or "L2" or "L3" or "A4" } refusal
            || refusal.Code == ReturnCode.ResourcesExhausted
            || View.Offers.IsForced || View.IsListUncertain || View.Gone.Overlaps(ranges)
            || View.Background?.Ranges.Overlaps(ranges) == true
            || (View.Offers.First is { WasRefused: true } first && first.Index.Overlaps(ranges)))
        {
            return;
        }

        Violate("what the host holds, in whole blocks", $"{ranges}: {refusal.Reason}", command.Step);
    }
}
