using CxlWire.Device.Journal;
using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H24: only what the CEL lists is asked for.</summary>
internal sealed class KeepsToTheCel : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H24",
        RuleLevel.Must,
        'P',
        "No opcode that the CEL does not list, those that find the CEL aside.",
        "Any command.");

    private bool _isReset;

    public override void OnReset(StepPlace place) => _isReset = true;

    public override void OnCommand(HostCommand command)
    {
        // The reset came between opcode and doorbell, and the register was zero again.
        bool isTornByReset = _isReset && command.Route == CommandRoute.Mailbox && command.Opcode == default;
        _isReset = false;
        if (isTornByReset)
            return;
        if (command.RefusedBy == "C1")
            Violate("opcodes of the command effects log", $"{command.Opcode}", command.Step);
        else if (command.Opcode != Opcode.GetSupportedLogs && command.Opcode != Opcode.GetLog)
            Keep();
    }
}
