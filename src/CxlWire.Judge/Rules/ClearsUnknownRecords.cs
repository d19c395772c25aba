using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H20: unknown records are cleared, too.</summary>
internal sealed class ClearsUnknownRecords : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H20",
        RuleLevel.Should,
        'I',
        "A record whose identifier it does not know is cleared, too.",
        "A record with an identifier that nobody knows: the fault record_uuid.");

    private const int MaxUnknown = 256;

    private readonly List<Unknown> _unknown = [];

    public override bool IsOwed => _unknown.Count > 0;

    public override void OnTime(StepPlace now)
    {
        for (int i = _unknown.Count - 1; i >= 0; i--)
        {
            Unknown one = _unknown[i];
            if (!one.Clear.IsLate(now, Late))
                continue;
            _unknown.RemoveAt(i);
            Violate("the record cleared", "not within T", one.Clear.Since.Step, now.Step);
        }
    }

    public override void OnCommand(HostCommand command)
    {
        for (int i = _unknown.Count - 1; i >= 0; i--)
        {
            Unknown one = _unknown[i];
            if (IsCleared(command, one))
            {
                _unknown.RemoveAt(i);
                Keep();
            }
            else if (one.Clear.IsPutOff(command))
            {
                _unknown.RemoveAt(i);
                Violate(
                    "the record cleared", $"{Duty.MaxCommands} other commands", one.Clear.Since.Step, command.Step);
            }
        }
    }

    public override void OnRecord(ReadRecord record)
    {
        if (record.Header.EventRecordIdentifier.Name is not null || _unknown.Count == MaxUnknown)
            return;
        var one = new Unknown(record.Log, record.Header.Handle);
        one.Clear.Open(record.Place);
        _unknown.Add(one);
    }

    private static bool IsCleared(HostCommand command, Unknown one) =>
        command.Opcode == Opcode.ClearEventRecords && command.IsTaken && command.Log == one.Log
        && (command.IsClearAll || HostView.Handles(command.Request).Contains(one.Handle));

    private sealed record Unknown(EventLogType Log, ushort Handle)
    {
        public Duty Clear { get; } = new();
    }
}
