using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H21: a log that holds something already is read.</summary>
internal sealed class ReadsWhatWasThere : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H21",
        RuleLevel.Should,
        'I',
        "A log that was not empty when its interrupt was switched on is read: the interrupt tells of a "
            + "change.",
        "A record that is in a log before 0103h or 0105h switches its interrupt on.");

    private const int Logs = 5;

    private readonly Duty[] _read = [.. Enumerable.Range(0, Logs).Select(_ => new Duty())];
    private int _enabled;

    public override bool IsOwed => _read.Any(duty => duty.IsOpen);

    public override void OnTime(StepPlace now)
    {
        foreach (Duty read in _read)
        {
            long enabled = read.Since.Step;
            if (read.IsLate(now, Late))
                Violate("the log read: it was not empty", "not within T", enabled, now.Step);
        }
    }

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode == Opcode.GetEventRecords)
        {
            if (command.Log is { } log && _read[log.Value].Close())
                Keep();
            return;
        }

        foreach (Duty read in _read)
        {
            long since = read.Since.Step;
            if (read.IsPutOff(command))
                Violate("the log read: it was not empty", $"{Duty.MaxCommands} other commands", since, command.Step);
        }

        if (!command.IsSuccess || EnabledBy(command) is not { } enabled)
            return;
        for (int i = 0; i < Logs; i++)
        {
            if ((enabled & ~_enabled & (1 << i)) != 0 && View.MayHoldRecords(new EventLogType((byte)i)))
                _read[i].Open(command.Place);
        }

        _enabled = enabled;
    }

    public override void OnReset(StepPlace place)
    {
        _enabled = 0;
        foreach (Duty read in _read)
            read.Close();
    }

    /// <summary>The logs whose interrupts are on after a command, a bit each; null: it sets none.</summary>
    private static int? EnabledBy(HostCommand command)
    {
        if (command.Opcode == Opcode.SetMctpEventInterruptPolicy && command.Request.Length > 0)
            return command.Request[0];
        if (command.Opcode != Opcode.SetEventInterruptPolicy)
            return null;
        int enabled = 0;
        for (int i = 0; i < Math.Min(Logs, command.Request.Length); i++)
            enabled |= (command.Request[i] & 3) != 0 ? 1 << i : 0;
        return enabled;
    }
}
