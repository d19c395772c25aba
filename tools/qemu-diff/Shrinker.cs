using CxlWire.Conversations;

namespace CxlWire.QemuDiff;

/// <summary>Finds the fewest steps after which something still goes wrong, each try with a fresh QEMU.</summary>
/// <param name="start">Starts QEMU and emulators.</param>
internal sealed class Shrinker(Func<Task<LockStep>> start)
{
    /// <summary>Leaves out steps, many at once and then fewer, as long as the same kind of thing goes wrong.</summary>
    /// <returns>What is left, with the answers; nothing where it does not happen again.</returns>
    public async Task<IReadOnlyList<Outcome>> ShrinkAsync(IReadOnlyList<Outcome> conversation)
    {
        string kind = conversation[^1].Kind;
        IReadOnlyList<Outcome> shortest = await TryAsync([.. conversation.Select(o => o.Step)], kind);
        for (int size = shortest.Count / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size < shortest.Count;)
            {
                ConversationStep[] steps = [.. shortest.Select(o => o.Step)];
                IReadOnlyList<Outcome> fewer = await TryAsync([.. steps[..at], .. steps[(at + size)..]], kind);
                if (fewer.Count > 0)
                    shortest = fewer;
                else
                    at += size;
            }
        }

        return shortest;
    }

    /// <summary>Plays steps until something goes wrong; nothing where it does not, or is of another kind.</summary>
    private async Task<IReadOnlyList<Outcome>> TryAsync(ConversationStep[] steps, string kind)
    {
        using LockStep both = await start();
        var outcomes = new List<Outcome>();
        foreach (ConversationStep step in steps)
        {
            Outcome outcome = both.Take(step);
            outcomes.Add(outcome);
            if (outcome.IsWrong)
                return outcome.Kind == kind ? outcomes : [];
            if (outcome.Verdict == Verdict.KnownDeath)
                return [];
        }

        return [];
    }
}
