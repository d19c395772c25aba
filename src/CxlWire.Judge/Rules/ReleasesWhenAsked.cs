using System.Globalization;
using CxlWire.Device.Capacity;
using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H14: a release request is answered.</summary>
internal sealed class ReleasesWhenAsked : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H14",
        RuleLevel.Info,
        'I',
        "A release request is answered by 4803h within T, or the host still uses the capacity: info, with "
            + "the time.",
        "A release request.");

    private const int MaxAsked = 1024;

    private readonly Queue<Asked> _asked = new();

    public override bool IsOwed => _asked.Any(asked => asked.Ranges.Count > 0);

    public override void OnTime(StepPlace now)
    {
        while (_asked.TryPeek(out Asked? first) && (first.Ranges.Count == 0 || now.Since(first.Place) > Late))
        {
            _asked.Dequeue();
            if (first.Ranges.Count == 0)
                continue;
            string seconds = now.Since(first.Place).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            Inform("4803h within T", $"none in {seconds} s: still in use", first.Place.Step, now.Step);
        }
    }

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode != Opcode.ReleaseDynamicCapacity || !command.IsTaken || command.Ranges is not { } ranges)
            return;
        foreach (Asked asked in _asked)
        {
            if (asked.Ranges.RemoveOverlapping(ranges) > 0 && asked.Ranges.Count == 0)
                Keep();
        }
    }

    public override void OnRecord(ReadRecord record)
    {
        if (record.Capacity is not { } capacity)
            return;
        if (capacity.EventType == DynamicCapacityEventType.ForcedCapacityRelease)
        {
            var gone = new RangeIndex();
            gone.Add(new DpaRange(capacity.Extent.StartDpa, capacity.Extent.Length));
            foreach (Asked asked in _asked)
                asked.Ranges.RemoveOverlapping(gone);
            return;
        }

        if (capacity.EventType != DynamicCapacityEventType.ReleaseCapacity || _asked.Count == MaxAsked)
            return;
        var one = new Asked(record.Place);
        one.Ranges.Add(new DpaRange(capacity.Extent.StartDpa, capacity.Extent.Length));
        _asked.Enqueue(one);
    }

    private sealed record Asked(StepPlace Place)
    {
        public RangeIndex Ranges { get; } = new();
    }
}
