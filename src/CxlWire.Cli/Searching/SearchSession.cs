using System.Diagnostics;
using System.Globalization;
using CxlWire.Cli.Driving;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Judge.Searching;

namespace CxlWire.Cli.Searching;

/// <summary>Looks for trouble with drivers, and says what it finds.</summary>
/// <param name="environment">Where that is said.</param>
/// <param name="settings">Where drivers come to.</param>
/// <param name="plan">How.</param>
internal sealed class SearchSession(CliEnvironment environment, JudgeSettings settings, SearchPlan plan)
{
    // Cases of one that fails; there is a limit by time, too.
    private const int MaxTries = 2_000;

    private readonly List<FoundTrouble> _found = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private OutputTail? _output;
    private long _played;
    private bool _isOver;

    // Of the episodes in which nothing new was found.
    private Verdicts? _others;

    // Where one driver lives through all: what it was put into last.
    private CaseResult? _before;

    /// <summary>What was found, in the order in which it was.</summary>
    public IReadOnlyList<FoundTrouble> Found => _found;

    /// <summary>What was judged, for a report: what was found, and all other episodes together.</summary>
    public IReadOnlyList<JudgedCase> Judged
    {
        get
        {
            IEnumerable<JudgedCase> found = _found.Select(one => one.ToJudged(plan.Level));
            string title = string.Create(
                CultureInfo.InvariantCulture, $"{_played} episodes from seed {plan.Seed} on, but for what was found.");
            return _others is not { } others ? [.. found] :
                [.. found, new JudgedCase("episodes", others) { Case = new DriverCase("episodes", title, [], []) }];
        }
    }

    private LinePrinter Printer => environment.Printer;

    /// <summary>Plays episodes until the plan, or a signal, ends it.</summary>
    /// <exception cref="CliException">Drivers cannot be started.</exception>
    /// <exception cref="IOException">An endpoint cannot be opened, or a file not be written.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using CaseJudge judge = await CaseJudge.OpenAsync(settings);
        if (judge.Endpoints is { } endpoints)
        {
            await environment.Error.WriteLineAsync($"{CommandLine.Name}: waits for a driver: {endpoints}");
            await environment.Error.FlushAsync(CancellationToken.None);
        }

        while (!_isOver && await NextAsync(judge, cancellationToken) is { } failed)
            await NoteAsync(judge, failed, cancellationToken);
        Summarize(cancellationToken.IsCancellationRequested);
        await environment.Text.FlushAsync(CancellationToken.None);
    }

    /// <summary>Plays episodes until one fails as none has before; null: no more are to be played.</summary>
    private async Task<CaseResult?> NextAsync(CaseJudge judge, CancellationToken cancellationToken)
    {
        using var progress = new Progress(environment, "searching", "episodes");
        while (_played < (plan.Episodes ?? long.MaxValue)
            && !(plan.Time is { } time && Stopwatch.GetElapsedTime(_start) >= time))
        {
            DriverCase episode = EpisodeScale.Apply(
                EpisodeGenerator.Create(plan.Seed + _played, plan.Configuration), settings.Options.Patience);
            if (await TryPlayAsync(judge, episode, cancellationToken) is not { } result)
                return null;
            progress.Report(++_played);
            if (NewReasons(result).Any())
                return result;
            _others = WorstVerdicts.With(_others, result.Verdicts.AtLeast(plan.Level));
            _before = result;
        }

        return null;
    }

    private async Task NoteAsync(CaseJudge judge, CaseResult failed, CancellationToken cancellationToken)
    {
        foreach (string reason in NewReasons(failed).ToArray())
        {
            FoundTrouble found = IsGone(failed)
                ? Blame(failed)
                : await ShrinkAsync(
                    judge, new FoundTrouble(reason, failed) { Output = _output?.Lines ?? [] }, cancellationToken);
            _found.Add(found);
            (string caseFile, string conversationFile) =
                TroubleFiles.Write(plan.Directory, found, plan.Configuration);
            Printer.Write(new DumpLine(
            [
                new DumpSpan(DumpRole.Error, "FOUND    "), new DumpSpan(DumpRole.Group, $"{found.Name}  "),
                new DumpSpan(DumpRole.Field, found.Sentence),
            ]));
            Printer.Write(
                DumpRole.Field,
                $"         {(IsGone(failed) ? "" : $"{Steps(failed)}, then ")}{Steps(found.Smallest)}: "
                    + $"{Shown(caseFile)}, {Shown(conversationFile)}");
            if (found.Remark is { } remark)
                Printer.Write(DumpRole.Field, $"         {remark}");
            foreach (string line in found.Rule is null ? found.Output : [])
                Printer.Write(DumpRole.Meaning, $"         | {line}");
            await environment.Text.FlushAsync(CancellationToken.None);
            _isOver = plan.FailsFast || IsGone(failed);
            if (_isOver)
                return;
        }

        _before = failed;
    }

    /// <summary>Looks for the smallest case that fails for the same reason.</summary>
    private async Task<FoundTrouble> ShrinkAsync(
        CaseJudge judge, FoundTrouble found, CancellationToken cancellationToken)
    {
        if (plan.ShrinkTime == TimeSpan.Zero)
            return found;
        using var progress = new Progress(environment, $"making {found.Name} smaller", "tries");
        long start = Stopwatch.GetTimestamp();
        int tries = 0;

        // What chance alone had happen is not made smaller by chance.
        FoundTrouble? again = await TryAsync(found.Smallest.Case);
        if (again is null)
        {
            return found with
            {
                Remark = cancellationToken.IsCancellationRequested
                    ? "interrupted before it could be made smaller"
                    : "it did not happen again in the same episode, so that it was not made smaller",
            };
        }

        FoundTrouble smallest = again;
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (DriverCase smaller in CaseShrinker.Shrink(smallest.Smallest.Case))
            {
                if (cancellationToken.IsCancellationRequested || tries == MaxTries
                    || Stopwatch.GetElapsedTime(start) >= plan.ShrinkTime)
                {
                    return smallest with { Remark = "it may become smaller with more time: --shrink-seconds" };
                }

                if (await TryAsync(smaller) is not { } failed)
                    continue;
                (smallest, isSmaller) = (failed, true);
                break;
            }
        }

        return smallest;

        async Task<FoundTrouble?> TryAsync(DriverCase smaller)
        {
            progress.Report(++tries);
            return await TryPlayAsync(judge, smaller, cancellationToken) is { } result
                && DriverSearch.ReasonsOf(result, plan.Level).Contains(found.Reason)
                    ? new FoundTrouble(found.Reason, result) { Output = _output?.Lines ?? [] } : null;
        }
    }

    /// <summary>Plays a case; null: it was interrupted.</summary>
    private async Task<CaseResult?> TryPlayAsync(
        CaseJudge judge, DriverCase played, CancellationToken cancellationToken)
    {
        try
        {
            return cancellationToken.IsCancellationRequested
                ? null : await judge.JudgeAsync(played, told => _output = told, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private IEnumerable<string> NewReasons(CaseResult result) => DriverSearch.ReasonsOf(result, plan.Level)
        .Where(reason => !_found.Exists(known => known.Reason == reason));

    /// <summary>Whether the one driver, which nobody starts again, is there no more.</summary>
    private bool IsGone(CaseResult result) => settings.Command is null && result is { DriverEnd: not null }
        && result.Conversation.Steps.All(step => step is not Conversations.HostStep { Host: null or 0 });

    /// <summary>What a driver was put into last is what it ended of.</summary>
    private FoundTrouble Blame(CaseResult failed) => _before is { } before
        ? new FoundTrouble($"nobody was there after it: {failed.DriverEnd}", before)
        : new FoundTrouble(failed.DriverEnd!, failed);

    private void Summarize(bool isInterrupted)
    {
        string seeds = _played == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" (seeds {plan.Seed} to {plan.Seed + _played - 1})");
        string what = _found.Count == 0
            ? "nothing found" : $"{_found.Count} found: {string.Join(", ", _found.Select(found => found.Name))}";
        Printer.Write(DumpRole.Heading, string.Create(
            CultureInfo.InvariantCulture,
            $"{(isInterrupted ? "interrupted: " : "")}{_played} {(_played == 1 ? "episode" : "episodes")}{seeds} in "
                + $"{Stopwatch.GetElapsedTime(_start).TotalSeconds:0.0} s: {what}"));
    }

    private string Shown(string file) => Path.GetRelativePath(environment.Directory, file);

    private static string Steps(CaseResult result) =>
        result.Case.Steps.Count == 1 ? "1 step" : $"{result.Case.Steps.Count} steps";
}
