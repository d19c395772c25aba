using CxlWire.Device.Faults;
using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H34: an interrupt for nothing is looked at.</summary>
internal sealed class LooksForNothing : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H34",
        RuleLevel.Should,
        'I',
        "0106h or an interrupt for nothing: the logs are looked at, nothing else happens.",
        "An interrupt for nothing: the fault spurious_interrupt.");

    private readonly Duty _look = new();

    public override bool IsOwed => _look.IsOpen;

    public override void OnTime(StepPlace now)
    {
        long told = _look.Since.Step;
        if (_look.IsLate(now, Late))
            Violate("0100h", "none within T", told, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        long told = _look.Since.Step;
        if (command.Opcode == Opcode.GetEventRecords)
        {
            if (_look.Close())
                Keep();
        }
        else if (_look.IsPutOff(command))
        {
            Violate("0100h", $"{Duty.MaxCommands} other commands", told, command.Step);
        }
    }

    public override void OnFault(FiredFault fault, StepPlace place)
    {
        if (fault.Kind == "spurious_interrupt")
            _look.Open(place);
    }

    public override void OnReset(StepPlace place) => _look.Close();
}
