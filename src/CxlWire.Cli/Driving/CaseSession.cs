using System.Diagnostics;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Text;
using CxlWire.Judge;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Driving;

/// <summary>Drivers go through all cases, and it is said how.</summary>
/// <param name="environment">Where that is said.</param>
/// <param name="settings">Where drivers are judged.</param>
/// <param name="level">Rules that bind less are left out.</param>
internal sealed class CaseSession(CliEnvironment environment, JudgeSettings settings, RuleLevel level)
{
    private readonly List<JudgedCase> _judged = [];
    private int _longest;

    /// <summary>Whether nothing is begun any more once a case has failed.</summary>
    public bool FailsFast { get; init; }

    /// <summary>Whether it was interrupted.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Puts drivers into the cases, and prints a line for each.</summary>
    /// <returns>What became of all of them.</returns>
    /// <exception cref="CliException">Drivers cannot be started.</exception>
    /// <exception cref="IOException">An endpoint cannot be opened.</exception>
    public async Task<IReadOnlyList<JudgedCase>> RunAsync(
        IReadOnlyList<DriverCase> cases, CancellationToken cancellationToken)
    {
        _longest = cases.Max(one => one.Name.Length);
        await using CaseJudge judge = await CaseJudge.OpenAsync(settings);
        if (judge.Endpoints is { } endpoints)
        {
            await environment.Error.WriteLineAsync($"{CommandLine.Name}: waits for a driver: {endpoints}");
            await environment.Error.FlushAsync(cancellationToken);
        }

        foreach (DriverCase played in cases)
        {
            string? skipped = IsInterrupted ? "the judge was interrupted"
                : FailsFast && _judged.Exists(one => !one.IsGood) ? "a case before it failed"
                : CaseJudge.WhyNot(played, settings);
            if (skipped is not null)
                Add(JudgedCase.Skip(played, skipped, level));
            else
                await RunAsync(judge, played, cases.Count, cancellationToken);
            await environment.Text.FlushAsync(CancellationToken.None);
        }

        return _judged;
    }

    private async Task RunAsync(
        CaseJudge judge, DriverCase played, int count, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        OutputTail? output = null;
        CaseResult result;
        try
        {
            using var progress = new Progress(
                environment, FormattableString.Invariant($"{_judged.Count + 1} of {count}, {played.Name}"));
            result = await judge.JudgeAsync(played, told => output = told, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            IsInterrupted = true;
            Add(JudgedCase.Skip(played, "the judge was interrupted", level));
            return;
        }

        Verdicts verdicts = result.Verdicts.AtLeast(level);
        Add(new JudgedCase(played.Name, verdicts)
        {
            Case = played,
            Said = new SaidSteps(verdicts, result.Conversation.Steps),
            DriverEnd = result.DriverEnd,
            Remarks = result.Remarks,
            Output = output?.Lines ?? [],
            Took = Stopwatch.GetElapsedTime(start),
        });
    }

    private void Add(JudgedCase judged)
    {
        _judged.Add(judged);
        environment.Printer.Write(CaseTable.LineOf(judged, _longest));
    }
}
