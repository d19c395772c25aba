using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;

namespace CxlWire.Judge;

/// <summary>
/// Judges the drivers of a recorded conversation: it is played on a device in this process, whose journal is read.
/// </summary>
public static class ConversationJudge
{
    /// <summary>Plays a conversation, and judges the drivers in it.</summary>
    /// <param name="conversation">Recorded, or written.</param>
    /// <param name="configuration">The device that it was held with.</param>
    /// <param name="options">The defaults where null.</param>
    /// <param name="played">Told of each step, and what the device answered; null: it had nobody to answer.</param>
    /// <exception cref="ArgumentException">
    /// It was held with another device: the label storage area is too small.
    /// </exception>
    public static Verdicts Judge(
        Conversation conversation,
        DeviceConfiguration configuration,
        JudgeOptions? options = null,
        Action<ConversationStep, StepReply?>? played = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(configuration);
        var device = ConversationDevice.Start(configuration, conversation);
        var judge = new DriverJudge(configuration, options);
        StepPlace[] places = PlacesOf(conversation.Steps);
        var entry = new JournalEntry();

        // It is read after each step, so that nothing waits for room.
        using JournalReader reader = device.Device.Journal.Open(isLossless: true);
        for (int i = 0; i < places.Length; i++)
        {
            StepReply? reply = device.Ask(conversation.Steps[i]);
            played?.Invoke(conversation.Steps[i], reply);
            while (reader.TryRead(entry))
                judge.Take(entry, places[i]);
            judge.Wait(places[i]);
        }

        return judge.Verdicts;
    }

    /// <summary>
    /// When each step was: as it says itself, else between those before and behind it that do. Where no step has a
    /// time, only what waits takes any.
    /// </summary>
    private static StepPlace[] PlacesOf(IReadOnlyList<ConversationStep> steps)
    {
        var places = new StepPlace[steps.Count];
        var earliest = TimeSpan.Zero;
        for (int i = 0; i < places.Length; i++)
        {
            if (TimeOf(steps[i]) is { } time && time > earliest)
                earliest = time;
            if (steps[i] is WaitStep wait)
                earliest += wait.Duration;
            places[i] = new StepPlace(i, earliest, earliest);
        }

        if (!steps.Any(step => step.Time is not null))
            return places;
        var latest = TimeSpan.MaxValue;
        for (int i = places.Length - 1; i >= 0; i--)
        {
            if (steps[i].Time is not null)
                latest = places[i].Earliest;
            places[i] = places[i] with { Latest = latest };
        }

        return places;
    }

    private static TimeSpan? TimeOf(ConversationStep step) =>
        step.Time is { } nanoseconds ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick) : null;
}
