using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H4: every offer is answered, in time.</summary>
internal sealed class AnswersInTime : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H4",
        RuleLevel.Must,
        'P',
        "Every offer is answered, within T of its last record; what is not wanted is declined by leaving it "
            + "out or by an empty list, never by silence.",
        "An offer that is answered, or for which T is over.");

    private readonly Duty _unread = new();

    public override bool IsOwed =>
        (_unread.IsOpen && View.Listens)
        || View.Offers.First is { IsDue: true };

    public override void OnTime(StepPlace now)
    {
        if (View.Offers.First is { IsDue: true } first
            && now.Since(first.LastRead) > Late)
        {
            first.IsToldLate = true;
            Violate("a response within T of the last record", "none", first.LastRead.Step, now.Step);
        }

        StepPlace offered = _unread.Since;
        if (_unread.IsLate(now, Late) && View.Listens && !View.Offers.MayMissRecords)
            Violate("a response within T", "none: no record of the offer was read", offered.Step, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        if (command.Answer is AnswerKind.Fits && command.IsTaken
            && View.Offers.First is { IsToldLate: false } && command.Ranges is { More: false })
        {
            Keep();
        }
    }

    public override void OnManager(ManagerAction action, StepPlace place)
    {
        if (action == ManagerAction.Offered)
            _unread.Open(place);
        else if (action == ManagerAction.Forced)
            _unread.Close();
    }

    public override void OnRecord(ReadRecord record)
    {
        if (record.Log == EventLogType.DynamicCapacity)
            _unread.Close();
    }
}
