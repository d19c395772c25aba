using CxlWire.Judge.Cases;

namespace CxlWire.Judge.Searching;

/// <summary>
/// Looks for trouble with a driver: episodes of chance, and of what fails the shortest case that shows it.
/// </summary>
public static class DriverSearch
{
    /// <summary>Searches. With the same options a driver that does the same has the same findings.</summary>
    /// <param name="play">
    /// Puts the driver into a case; several threads call where several episodes are played at once.
    /// </param>
    /// <param name="options">How.</param>
    /// <param name="played">Told of each episode; its number, from 1.</param>
    /// <param name="cancellationToken">Ends the search; what was found is returned.</param>
    /// <returns>What was found, in the order of the episodes.</returns>
    public static IReadOnlyList<SearchFinding> Run(
        Func<DriverCase, CaseResult> play,
        SearchOptions options,
        Action<long>? played = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(play);
        ArgumentNullException.ThrowIfNull(options);
        var findings = new List<SearchFinding>();
        long next = 0;
        while (next < options.Episodes && findings.Count < options.MaxFindings
            && !cancellationToken.IsCancellationRequested)
        {
            // As many as there are threads, then those that failed in their order: threads do not change what is found.
            int count = (int)Math.Min(options.Parallelism * 4L, options.Episodes - next);
            var results = new CaseResult[count];
            long first = next;
            Parallel.For(
                0,
                count,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism },
                i =>
                {
                    if (!cancellationToken.IsCancellationRequested)
                        results[i] = play(EpisodeGenerator.Create(options.Seed + first + i, options.Configuration));
                });
            next += count;
            played?.Invoke(next);
            foreach (CaseResult result in results.TakeWhile(result => result is not null))
            {
                foreach (string reason in ReasonsOf(result, options.Level))
                {
                    if (findings.Count < options.MaxFindings && !findings.Exists(known => known.Reason == reason))
                        findings.Add(Minimize(play, result, reason, findings, options));
                }
            }
        }

        return findings;
    }

    /// <summary>
    /// Why a case failed: the rules that the driver violated, the first violated first, and how it ended. None: it did
    /// not.
    /// </summary>
    public static IReadOnlyList<string> ReasonsOf(CaseResult result, RuleLevel level)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<string> violated = result.Verdicts.AtLeast(level).Results
            .Where(rule => rule.Verdict == RuleVerdict.Fail).OrderBy(SeenAt).Select(rule => rule.Rule.Id);
        return result.DriverEnd is { } end ? [.. violated, end] : [.. violated];
    }

    // One thing leads to another: what came first is what is looked into.
    private static long SeenAt(RuleResult rule) =>
        rule.Evidence.First(evidence => evidence.Verdict == RuleVerdict.Fail).Steps.Max();

    // Where a smaller case violates another rule, which was not found yet, that came before: one thing led to another.
    private static SearchFinding Minimize(
        Func<DriverCase, CaseResult> play,
        CaseResult found,
        string reason,
        IReadOnlyCollection<SearchFinding> known,
        SearchOptions options)
    {
        CaseResult smallest = found;
        CaseShrinker.Minimize(
            found.Case,
            smaller =>
            {
                CaseResult result = play(smaller);
                IReadOnlyList<string> reasons = ReasonsOf(result, options.Level);
                if (!reasons.Contains(reason))
                {
                    if (!IsRule(reason) || reasons is not [var first, ..] || !IsRule(first)
                        || known.Any(other => reasons.Contains(other.Reason)))
                    {
                        return false;
                    }

                    reason = first;
                }

                smallest = result;
                return true;
            },
            options.MaxTries);
        return new SearchFinding(reason, found.Case, smallest with
        {
            Case = smallest.Case with { Rules = IsRule(reason) ? [reason] : [] },
        });
    }

    private static bool IsRule(string reason) => reason is ['H', >= '0' and <= '9', ..];
}
