using CxlWire.Protocol;

namespace CxlWire.Judge.Watching;

/// <summary>A command of the driver's that goes on in the background, and whose end it was not told.</summary>
internal sealed class BackgroundRun(HostCommand command)
{
    private StepPlace? _ended;

    public Opcode Opcode { get; } = command.Opcode;

    /// <summary>When it began.</summary>
    public StepPlace Started { get; } = command.Place;

    /// <summary>What a 4802h is; null: it is none.</summary>
    public AnswerKind? Answer { get; } = command.Answer;

    /// <summary>What a 4802h or 4803h is about.</summary>
    public RangeIndex Ranges { get; } = command.Ranges is { } ranges ? RangeIndex.Of(ranges) : new();

    /// <summary>How long it takes, where a fault says so; null: not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>When it ended, which the driver may not know; null: it has not, or nobody knows.</summary>
    public StepPlace? Ended
    {
        get => _ended ?? (Duration is { } duration && Started.Latest < TimeSpan.MaxValue - duration
            ? new StepPlace(Started.Step, Started.Earliest + duration, Started.Latest + duration)
            : null);
        set => _ended = value;
    }

    /// <summary>Whether capacity was forced back meanwhile.</summary>
    public bool WasForced { get; set; }

    /// <summary>Whether it was told that nobody waits for it.</summary>
    public bool IsToldForgotten { get; set; }
}
