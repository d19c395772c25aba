using System.Globalization;
using CxlWire.Device.Journal;

namespace CxlWire.Verification.Patterns;

/// <summary>Entries in an order, and none between them that is a command, or of a kind that they are of.</summary>
internal sealed class StrictSequence(IReadOnlyList<EntryPattern> patterns) : Expectation
{
    /// <inheritdoc/>
    public override Findings Verify(Func<JournalReader> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        HashSet<JournalEntryKind> kinds = [JournalEntryKind.Command, .. patterns.Select(pattern => pattern.Kind)];
        var entry = new JournalEntry();
        var newest = new Queue<long>();

        // Where in the sequence it may be: so many patterns were met by the entries that came last.
        var places = new SortedSet<int>();
        (int Met, string Text) best = (-1, "nothing like it is there");
        using JournalReader reader = open();
        while (reader.TryRead(entry))
        {
            if (!kinds.Contains(entry.Kind))
                continue;
            newest.Enqueue(entry.Number);
            if (newest.Count > patterns.Count)
                newest.Dequeue();
            var next = new SortedSet<int>();
            foreach (int met in places.Append(0))
            {
                Comparison? comparison = patterns[met].Compare(entry);
                if (comparison is { IsMatch: true })
                    next.Add(met + 1);
                else if (met > best.Met && (met > 0 || comparison is not null))
                    best = (met, $"{NearestMiss.Describe(entry)} came in its place{Tell(comparison)}");
            }

            if (next.Contains(patterns.Count))
                return new Findings(null, [.. newest], reader.Missed);
            places = next;
        }

        if (places.Count > 0 && places.Max > best.Met)
            best = (places.Max, "nothing came after what precedes it");
        string place = string.Create(CultureInfo.InvariantCulture, $"sequence[{Math.Max(best.Met, 0)}]");
        return new Findings(
            $"{place} {patterns[Math.Max(best.Met, 0)]} was not seen: {best.Text}{MissedText.Of(reader.Missed)}",
            [],
            reader.Missed);
    }

    private static string Tell(Comparison? comparison) => comparison is null ? "" : $": {comparison.Differences}";
}
