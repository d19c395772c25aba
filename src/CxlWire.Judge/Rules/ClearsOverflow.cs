using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H19: an overflow is cleared.</summary>
internal sealed class ClearsOverflow : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H19",
        RuleLevel.Must,
        'P',
        "After an overflow flag: Clear All, or every record cleared; Clear All only then.",
        "A log that overflows: the fault overflow_log.");

    private readonly Duty[] _overflow = [.. Enumerable.Range(0, 5).Select(_ => new Duty())];

    public override bool IsOwed => _overflow.Any(duty => duty.IsOpen);

    public override void OnTime(StepPlace now)
    {
        foreach (Duty overflow in _overflow)
        {
            long told = overflow.Since.Step;
            if (overflow.IsLate(now, Late))
                Violate("Clear All, or every record cleared", "neither within T", told, now.Step);
        }
    }

    public override void OnCommand(HostCommand command)
    {
        foreach (Duty duty in _overflow)
        {
            long told = duty.Since.Step;
            if (duty.IsPutOff(command))
                Violate("Clear All, or every record cleared", $"{Duty.MaxCommands} other commands", told, command.Step);
        }

        if (command.Log is not { } log)
            return;
        Duty overflow = _overflow[log.Value];
        if (command.Opcode == Opcode.ClearEventRecords)
        {
            if (command.RefusedBy == "E5")
                Violate("Clear All only after an overflow", $"refused: {command.Refusal!.Reason}", command.Step);
            else if (command is { IsTaken: true, IsClearAll: true } && overflow.Close())
                Keep();
        }
        else if (command.Records is { Overflow: true })
        {
            overflow.Open(command.Place);
        }
        else if (command.Records is { RecordCount: 0 } && overflow.Close())
        {
            Keep();
        }
    }
}
