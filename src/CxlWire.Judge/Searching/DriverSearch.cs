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
                        findings.Add(Minimize(play, result, reason, options));
                }
            }
        }

        return findings;
    }

    /// <summary>Why a case failed: how the driver ended, and the rules that it violated. None: it did not.</summary>
    public static IReadOnlyList<string> ReasonsOf(CaseResult result, RuleLevel level)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<string> violated = result.Verdicts.AtLeast(level).Results
            .Where(rule => rule.Verdict == RuleVerdict.Fail).Select(rule => rule.Rule.Id);
        return result.DriverEnd is { } end ? [end, .. violated] : [.. violated];
    }

    private static SearchFinding Minimize(
        Func<DriverCase, CaseResult> play, CaseResult found, string reason, SearchOptions options)
    {
        CaseResult smallest = found;
        CaseShrinker.Minimize(
            found.Case,
            smaller =>
            {
                CaseResult result = play(smaller);
                if (!ReasonsOf(result, options.Level).Contains(reason))
                    return false;
                smallest = result;
                return true;
            },
            options.MaxTries);
        bool isRule = reason is ['H', >= '0' and <= '9', ..];
        return new SearchFinding(reason, found.Case, smallest with
        {
            Case = smallest.Case with { Rules = isRule ? [reason] : [] },
        });
    }
}
