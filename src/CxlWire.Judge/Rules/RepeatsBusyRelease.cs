using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H15: a release that was busy is sent again.</summary>
internal sealed class RepeatsBusyRelease : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H15",
        RuleLevel.Should,
        'I',
        "A 4803h that failed with Busy or Retry Required is sent again.",
        "A 4803h that is answered by Busy or Retry Required: the fault return_code.");

    private const int MaxWaiting = 64;

    private readonly Queue<Waiting> _waiting = new();

    public override bool IsOwed => _waiting.Any(waiting => !waiting.IsDone);

    public override void OnTime(StepPlace now)
    {
        while (_waiting.TryPeek(out Waiting? first) && (first.IsDone || now.Since(first.Place) > Late))
        {
            _waiting.Dequeue();
            if (!first.IsDone)
                Violate("4803h again", "nothing within T", first.Place.Step, now.Step);
        }
    }

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode != Opcode.ReleaseDynamicCapacity || command.Ranges is not { } ranges)
            return;
        foreach (Waiting waiting in _waiting)
        {
            if (waiting.IsDone || !waiting.Ranges.Overlaps(ranges))
                continue;
            waiting.IsDone = true;
            if (!command.IsBusy)
                Keep();
        }

        if (command.IsBusy && command.IsHeard)
            Wait(RangeIndex.Of(ranges), command.Place);
    }

    public override void OnBackgroundEnd(BackgroundRun run, ReturnCode? code, StepPlace place)
    {
        if (run.Opcode == Opcode.ReleaseDynamicCapacity
            && (code == ReturnCode.Busy || code == ReturnCode.RetryRequired))
        {
            Wait(run.Ranges, place);
        }
    }

    public override void OnReset(StepPlace place) => _waiting.Clear();

    private void Wait(RangeIndex ranges, StepPlace place)
    {
        if (_waiting.Count < MaxWaiting)
            _waiting.Enqueue(new Waiting(ranges, place));
    }

    private sealed record Waiting(RangeIndex Ranges, StepPlace Place)
    {
        public bool IsDone { get; set; }
    }
}
