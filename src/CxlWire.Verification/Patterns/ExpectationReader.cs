using CxlWire.Device.Json;

namespace CxlWire.Verification.Patterns;

/// <summary>Reads expectations.</summary>
internal static class ExpectationReader
{
    private const ulong MaxTimes = 1UL << 32;

    /// <summary>Reads an expectation.</summary>
    /// <exception cref="JsonFileException">It is none.</exception>
    public static Expectation Read(JsonMember member)
    {
        JsonMember all = member.As("an expectation");
        all.CheckIsObject();
        JsonMember sequence = all["sequence"], count = all["count"];
        if (sequence.IsPresent == count.IsPresent)
            throw all.Error("one of sequence and count is needed");
        if (sequence.IsPresent)
        {
            all.CheckObject("sequence", "strict");
            IReadOnlyList<JsonMember> items = sequence.Array();
            return items.Count is > 0 and <= Expectation.MaxPatterns
                ? Expectation.Sequence([.. items.Select(PatternReader.Read)], all["strict"].Boolean(false))
                : throw new JsonFileException(
                    sequence.Path, $"{items.Count} patterns", $"1 to {Expectation.MaxPatterns} are needed");
        }

        all.CheckObject("count", "times", "min", "max");
        EntryPattern pattern = PatternReader.Read(count);
        if (all["times"].IsPresent == (all["min"].IsPresent || all["max"].IsPresent))
            throw all.Error("either times or min and max are needed");
        ulong min = all["times"].Number(all["min"].Number(0, 0, MaxTimes), 0, MaxTimes);
        ulong max = all["times"].Number(all["max"].Number(long.MaxValue, min, MaxTimes), 0, MaxTimes);
        return Expectation.Count(pattern, (long)min, (long)max);
    }
}
