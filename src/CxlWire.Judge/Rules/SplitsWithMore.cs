using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H9: a long list is split with More.</summary>
internal sealed class SplitsWithMore : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H9",
        RuleLevel.Must,
        'P',
        "A response that does not fit the payload is split with More; the parts follow each other, the last "
            + "has no More.",
        "An offer, or a release, whose list does not fit a payload.");

    private readonly Duty _rest = new();
    private Opcode _opcode;

    public override bool IsOwed => _rest.IsOpen;

    public override void OnTime(StepPlace now)
    {
        long first = _rest.Since.Step;
        if (_rest.IsLate(now, Late))
            Violate("the rest of the list", "none within T", first, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        // Who did not hear that the device is busy does not know what it has, and begins again.
        if (command.IsBusy && command.MayBeUnheard && command.Opcode == _opcode)
            _rest.Close();
        if (command.IsBusy || (!command.IsExtentList && command.Opcode != Opcode.GetDynamicCapacityExtentList))
            return;
        if (command.IsOversized)
        {
            _rest.Close();
            Violate("a list that fits the payload, split with More", "one that is too long", command.Step);
            return;
        }

        long first = _rest.Since.Step;
        if (_rest.IsOpen && command.Opcode != _opcode)
        {
            _rest.Close();
            Violate($"the rest of the list of {_opcode}", $"{command.Opcode}", first, command.Step);
        }

        if (command.Ranges is not { } ranges || !command.IsTaken)
            _rest.Close();
        else if (ranges.More && !command.MayBeUnheard)
            Begin(command);
        else if (ranges.More)
            _rest.Close();
        else if (_rest.Close())
            Keep();
    }

    public override void OnBackgroundEnd(BackgroundRun run, ReturnCode? code, StepPlace place)
    {
        if (run.Opcode == _opcode && code != ReturnCode.Success)
            _rest.Close();
    }

    public override void OnReset(StepPlace place) => _rest.Close();

    private void Begin(HostCommand command)
    {
        _opcode = command.Opcode;
        _rest.Close();
        _rest.Open(command.Place);
    }
}
