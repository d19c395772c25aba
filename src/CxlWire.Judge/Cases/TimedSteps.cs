using CxlWire.Conversations;

namespace CxlWire.Judge.Cases;

/// <summary>
/// Steps that have their time, so that who judges them again finds late what was late.
/// </summary>
internal static class TimedSteps
{
    /// <summary>Gives times to the steps that have none.</summary>
    /// <param name="steps">In order, and when each was noted, since a case began.</param>
    /// <param name="end">When the case ended.</param>
    /// <returns>The steps, and a wait until the end.</returns>
    public static IReadOnlyList<ConversationStep> Of(
        IReadOnlyList<(ConversationStep Step, TimeSpan At)> steps, TimeSpan end)
    {
        // Steps count from when the device was made, which may be long ago.
        long offset = 0;
        foreach ((ConversationStep step, TimeSpan at) in steps)
        {
            if (step.Time is not { } time)
                continue;
            offset = time - NanosecondsOf(at);
            break;
        }

        var timed = new ConversationStep[steps.Count];
        long next = Math.Max(NanosecondsOf(end) + offset, 0), last = next;
        for (int i = timed.Length - 1; i >= 0; i--)
        {
            // What is noted late did not happen behind the next.
            (ConversationStep step, TimeSpan at) = steps[i];
            next = step.Time ?? Math.Clamp(NanosecondsOf(at) + offset, 0, next);
            timed[i] = step is PeerStep or FiredStep or LabelsStep ? step : step with { Time = next };
        }

        long before = timed.LastOrDefault(step => step.Time is not null)?.Time ?? 0;
        long rest = (last - before) / NanosecondsPerMillisecond;
        if (rest <= 0)
            return timed;
        var wait = new WaitStep(TimeSpan.FromMilliseconds(rest)) { Reply = new StepReply.Control(null) };
        return [.. timed, wait];
    }

    private const long NanosecondsPerMillisecond = 1_000_000;

    private static long NanosecondsOf(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
