using CxlWire.Judge.Watching;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Rules;

/// <summary>H33: work is bounded.</summary>
internal sealed class WorksWithinBounds : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H33",
        RuleLevel.Should,
        'I',
        "More never cleared, a log that never empties, a list that grows while it is read: bounded work.",
        "A list that changes while it is read (the faults bump_generation and change_list), or More that "
            + "stays set.");

    private const int MaxWork = 1_000;

    private int _changes;
    private int _reads;
    private uint _generation;
    private StepPlace _first;

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode == Opcode.GetDynamicCapacityExtentList)
            TakePage(command);
        else if (command.Opcode == Opcode.ClearEventRecords && command.IsTaken)
            _reads = 0;
        else if (command.Records is { } records)
            TakeRecords(command, records.MoreEventRecords);
    }

    private void TakeRecords(HostCommand command, bool more)
    {
        if (more && ++_reads == MaxWork)
            Violate("an end: More stays set, and nothing is cleared", $"{MaxWork} times 0100h", command.Step);
        if (more)
            return;

        // Once is what any log with many records says.
        if (_reads is > 1 and < MaxWork)
            Keep();
        _reads = 0;
    }

    private void TakePage(HostCommand command)
    {
        if (!command.IsSuccess
            || !GetDynamicCapacityExtentListRequest.TryRead(command.Request, out var request, out _)
            || !GetDynamicCapacityExtentListResponse.TryReadFixedPart(command.Reply, out var page, out _))
        {
            return;
        }

        // Who begins anew now and then, for long, does not do much in any time.
        if (command.Place.Since(_first) > Late)
            _changes = 0;
        if (request.Start > 0 && page.Generation != _generation && ++_changes == 1)
            _first = command.Place;
        _generation = page.Generation;
        if (_changes == MaxWork)
        {
            _changes = 0;
            Violate("an end: the list changes each time", $"read {MaxWork} times within T", _first.Step, command.Step);
        }
        else if (request.Start == 0 || (ulong)request.Start + page.Returned < page.Total)
        {
            return;
        }
        else if (_changes > 0)
        {
            _changes = 0;
            Keep();
        }
    }
}
