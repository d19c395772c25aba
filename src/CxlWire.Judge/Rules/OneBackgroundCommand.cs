using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H28: one command in the background at a time.</summary>
internal sealed class OneBackgroundCommand : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H28",
        RuleLevel.Must,
        'P',
        "One background command at a time; its end is waited for by 0002h, the register or the interrupt.",
        "A command that goes on in the background.");

    private long? _started;

    public override void OnCommand(HostCommand command)
    {
        if (command.RefusedBy == "B1")
        {
            long[] steps = _started is { } started ? [started, command.Step] : [command.Step];
            Violate("the end of the command in the background first", $"{command.Opcode}", steps);
        }
        else if (command.Code == ReturnCode.BackgroundCommandStarted)
        {
            _started = command.Step;
            Keep();
        }
    }

    public override void OnReset(StepPlace place) => _started = null;
}
