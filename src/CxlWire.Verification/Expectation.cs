using System.Text.Json;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Verification.Patterns;

namespace CxlWire.Verification;

/// <summary>What should have happened: entries of the journal in an order, or so many of them.</summary>
public abstract class Expectation
{
    /// <summary>Patterns of a sequence, at most.</summary>
    public const int MaxPatterns = 256;

    private protected Expectation()
    {
    }

    /// <summary>Entries in an order; others may stand between them.</summary>
    /// <param name="patterns">1 to <see cref="MaxPatterns"/>.</param>
    /// <param name="isStrict">
    /// Whether no other command may stand between them, nor another entry of a kind that the patterns name.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">So many there may not be.</exception>
    public static Expectation Sequence(IReadOnlyList<EntryPattern> patterns, bool isStrict = false)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentOutOfRangeException.ThrowIfZero(patterns.Count, nameof(patterns));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(patterns.Count, MaxPatterns, nameof(patterns));
        return isStrict ? new StrictSequence(patterns) : new LooseSequence(patterns);
    }

    /// <summary>So many entries, wherever.</summary>
    /// <param name="pattern">Which.</param>
    /// <param name="min">At least.</param>
    /// <param name="max">At most.</param>
    public static Expectation Count(EntryPattern pattern, long min, long max = long.MaxValue) =>
        new EntryCount(pattern, min, max);

    /// <summary>
    /// Reads <c>{"sequence": [...], "strict": true}</c> or <c>{"count": {...}, "times": 2}</c>, with <c>min</c> or
    /// <c>max</c> in place of <c>times</c>, too.
    /// </summary>
    /// <param name="json">The expectation.</param>
    /// <param name="path">What complaints call it; empty: its members stand alone.</param>
    /// <exception cref="JsonFileException">It is none; path, value and reason say why.</exception>
    public static Expectation Parse(JsonElement json, string path = "") =>
        JsonInput.Read(json, ExpectationReader.Read, path);

    /// <summary>Looks whether it has happened.</summary>
    /// <param name="open">
    /// Opens what has happened, from its beginning on: <see cref="JournalMonitor.Read"/>. What it opens is closed.
    /// </param>
    public abstract Findings Verify(Func<JournalReader> open);
}
