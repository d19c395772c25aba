namespace CxlWire.Judge.Watching;

/// <summary>Whether faults hold a driver up: then nothing of it is late.</summary>
internal sealed class HoldUp
{
    // When the last reply was there that a fault has kept back, or that said Busy.
    private StepPlace? _last;

    /// <summary>Takes a command in.</summary>
    public void Note(HostCommand command)
    {
        TimeSpan delay = command.ReplyFault?.Delay ?? TimeSpan.Zero;
        if (command.IsHeard && delay == TimeSpan.Zero && !command.IsBusy)
            return;
        StepPlace place = command.Place;
        _last = place.Latest >= TimeSpan.MaxValue - delay ? place : place with { Latest = place.Latest + delay };
    }

    /// <summary>Whether T is not over since the driver was held up last.</summary>
    public bool IsOn(StepPlace now, TimeSpan late)
    {
        if (_last is not { } last)
            return false;

        // What has no time of its own happened before this.
        if (last.Latest == TimeSpan.MaxValue)
            _last = last = last with { Latest = now.Latest };
        return now.Since(last) <= late;
    }
}
