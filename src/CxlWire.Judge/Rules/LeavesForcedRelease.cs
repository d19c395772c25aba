using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H16: what was forced back is not released.</summary>
internal sealed class LeavesForcedRelease : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H16",
        RuleLevel.Must,
        'P',
        "After a forced release the host sends no 4803h for it.",
        "A forced release whose records are read.");

    private long? _told;

    public override void OnCommand(HostCommand command)
    {
        if (_told is not { } told)
            return;
        if (command.Opcode == Opcode.ReleaseDynamicCapacity
            && command.Ranges is { } ranges && View.Gone.Overlaps(ranges))
        {
            Violate("no 4803h for what was forced back", $"{ranges} released", told, command.Step);
        }
        else if (command.Opcode == Opcode.ClearEventRecords && command.IsTaken)
        {
            Keep();
        }
    }

    public override void OnRecord(ReadRecord record)
    {
        if (record.Capacity is { } capacity && capacity.EventType == DynamicCapacityEventType.ForcedCapacityRelease)
            _told = record.Place.Step;
    }
}
