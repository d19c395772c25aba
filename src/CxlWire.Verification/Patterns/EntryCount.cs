using System.Globalization;
using CxlWire.Device.Journal;

namespace CxlWire.Verification.Patterns;

/// <summary>So many entries.</summary>
internal sealed class EntryCount(EntryPattern pattern, long min, long max) : Expectation
{
    private string Wanted => min == max ? Number(min)
        : max == long.MaxValue ? $"at least {Number(min)}"
        : min == 0 ? $"at most {Number(max)}" : $"{Number(min)} to {Number(max)}";

    /// <inheritdoc/>
    public override Findings Verify(Func<JournalReader> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var found = new List<long>();
        var nearest = new NearestMiss();
        var entry = new JournalEntry();
        long count = 0;
        using JournalReader reader = open();
        while (reader.TryRead(entry))
        {
            Comparison? comparison = pattern.Compare(entry);
            if (comparison is not { IsMatch: true })
            {
                nearest.Take(entry, comparison);
                continue;
            }

            if (count++ < MaxPatterns)
                found.Add(entry.Number);
        }

        if (count >= min && count <= max)
            return new Findings(null, found, reader.Missed);
        string why = count < min
            ? $"; of the others, {nearest.Text}" : $"; the last are entries {string.Join(", ", found.TakeLast(4))}";
        return new Findings(
            $"count {pattern} was seen {Words.Count(count, "time")}, and {Wanted} is expected{why}"
                + MissedText.Of(reader.Missed),
            found,
            reader.Missed);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
