using System.Globalization;
using CxlWire.Device.Journal;

namespace CxlWire.Verification.Patterns;

/// <summary>Entries in an order, with others between them.</summary>
internal sealed class LooseSequence(IReadOnlyList<EntryPattern> patterns) : Expectation
{
    /// <inheritdoc/>
    public override Findings Verify(Func<JournalReader> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var found = new List<long>();
        var nearest = new NearestMiss();
        long missed = 0;
        using (JournalReader reader = open())
        {
            var entry = new JournalEntry();
            while (found.Count < patterns.Count && reader.TryRead(entry))
            {
                Comparison? comparison = patterns[found.Count].Compare(entry);
                if (comparison is not { IsMatch: true })
                {
                    nearest.Take(entry, comparison);
                    continue;
                }

                found.Add(entry.Number);
                nearest.Clear();
            }

            missed = reader.Missed;
        }

        if (found.Count == patterns.Count)
            return new Findings(null, found, missed);
        string after = found.Count == 0
            ? "was not seen" : string.Create(CultureInfo.InvariantCulture, $"was not seen after entry {found[^1]}");
        string place = string.Create(CultureInfo.InvariantCulture, $"sequence[{found.Count}]");
        return new Findings(
            $"{place} {patterns[found.Count]} {after}: {nearest.Text}{Before(open, found)}{MissedText.Of(missed)}",
            found,
            missed);
    }

    /// <summary>Whether what was not seen in its place came too early.</summary>
    private string Before(Func<JournalReader> open, List<long> found)
    {
        if (found.Count == 0)
            return "";
        using JournalReader reader = open();
        var entry = new JournalEntry();
        while (reader.TryRead(entry) && entry.Number <= found[^1])
        {
            if (!found.Contains(entry.Number) && patterns[found.Count].Matches(entry))
                return $"; before that came {NearestMiss.Describe(entry)}";
        }

        return "";
    }
}
