using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H18: who is told of more reads on.</summary>
internal sealed class ReadsOn : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H18",
        RuleLevel.Must,
        'P',
        "Reads on while More Event Records is set.",
        "A log with more records than fit a reply.");

    private readonly Duty[] _rest = [.. Enumerable.Range(0, 5).Select(_ => new Duty())];

    public override bool IsOwed => _rest.Any(duty => duty.IsOpen);

    public override void OnTime(StepPlace now)
    {
        foreach (Duty rest in _rest)
        {
            long more = rest.Since.Step;
            if (rest.IsLate(now, Late))
                Violate("0100h again: there are more records", "none within T", more, now.Step);
        }
    }

    public override void OnCommand(HostCommand command)
    {
        for (int log = 0; log < _rest.Length; log++)
        {
            if (command.Log?.Value == log)
                continue;
            long more = _rest[log].Since.Step;
            if (_rest[log].IsPutOff(command))
            {
                Violate(
                    "0100h again: there are more records", $"{Duty.MaxCommands} other commands", more, command.Step);
            }
        }

        if (command.Opcode != Opcode.GetEventRecords || command.Log is not { } type)
            return;
        if (_rest[type.Value].Close())
            Keep();
        if (command.Records is { MoreEventRecords: true })
            _rest[type.Value].Open(command.Place);
    }

    public override void OnReset(StepPlace place)
    {
        foreach (Duty rest in _rest)
            rest.Close();
    }
}
