using CxlWire.Device.Journal;
using CxlWire.Judge.Watching;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Rules;

/// <summary>H10: a list that changes between two pages is read anew.</summary>
internal sealed class RereadsChangedList : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H10",
        RuleLevel.Must,
        'Q',
        "A list read in pages is read anew when its generation changes between two of them.",
        "A list of several pages that changes between them: the faults bump_generation and change_list.");

    private readonly Reading[] _readings =
        [.. Enumerable.Range(0, Enum.GetValues<CommandRoute>().Length).Select(_ => new Reading())];

    public override bool IsOwed => _readings.Any(reading => reading.Anew.IsOpen);

    public override void OnTime(StepPlace now)
    {
        foreach (Reading reading in _readings)
        {
            long changed = reading.Anew.Since.Step;
            if (reading.Anew.IsLate(now, Late))
                Violate("the list read anew: its generation has changed", "nothing within T", changed, now.Step);
        }
    }

    public override void OnCommand(HostCommand command)
    {
        Reading reading = _readings[(int)command.Route];
        long changed = reading.Anew.Since.Step;
        if (command.Opcode == Opcode.GetDynamicCapacityExtentList)
        {
            TakePage(command, reading);
        }
        else if (command is { IsExtentList: true, Ranges: not { IsEmpty: true } } && reading.Anew.Close())
        {
            Violate(
                "the list read anew: its generation has changed", $"{command.Opcode} first", changed, command.Step);
        }
    }

    public override void OnReset(StepPlace place)
    {
        foreach (Reading reading in _readings)
            reading.Reset();
    }

    private void TakePage(HostCommand command, Reading reading)
    {
        long changed = reading.Anew.Since.Step;
        if (!GetDynamicCapacityExtentListRequest.TryRead(command.Request, out var request, out _))
            return;
        if (reading.Anew.Close())
        {
            if (request.Start == 0)
            {
                Keep();
            }
            else
            {
                Violate(
                    "the list read anew from 0: its generation has changed",
                    $"read on from {request.Start}",
                    changed,
                    command.Step);
            }
        }

        if (!command.IsSuccess || !command.IsHeard
            || !GetDynamicCapacityExtentListResponse.TryReadFixedPart(command.Reply, out var page, out _))
        {
            return;
        }

        bool goesOn = request.Start != 0 && request.Start == reading.Next;
        if (goesOn && page.Generation != reading.Generation)
            reading.Anew.Open(command.Place);
        reading.Generation = page.Generation;
        ulong next = (ulong)request.Start + page.Returned;
        reading.Next = next < page.Total && page.Returned > 0 ? (uint)next : 0;
    }

    private sealed class Reading
    {
        public Duty Anew { get; } = new();

        public uint Generation { get; set; }

        /// <summary>Where the next page begins; 0: the list was read to its end.</summary>
        public uint Next { get; set; }

        public void Reset()
        {
            Anew.Close();
            Next = 0;
        }
    }
}
