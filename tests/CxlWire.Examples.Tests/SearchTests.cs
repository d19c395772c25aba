using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using CxlWire.Conversations;
using CxlWire.Examples.Driver;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Judge.Searching;
using CxlWire.Testing.Simulation;

namespace CxlWire.Examples.Tests;

/// <summary>Episodes of chance, with the driver of examples/driver.</summary>
public sealed class SearchTests
{
    // Cases of mistakes for which episodes have steps of their own.
    private static readonly string[] _special = ["late-end", "list-never-settles", "shared-group"];

    // CXLWIRE_EPISODES=10000 for a long look; CXLWIRE_FIRST for another place to look at.
    private static readonly long _episodes = Number("CXLWIRE_EPISODES", 400);

    [Fact]
    public void Nothing_is_found_in_the_driver()
    {
        IReadOnlyList<SearchFinding> findings = DriverSearch.Run(
            Play,
            new SearchOptions
            {
                Seed = Number("CXLWIRE_FIRST", 1),
                Episodes = _episodes,
                Level = RuleLevel.Should,
                MaxFindings = 20,
                Parallelism = 2,
            },
            cancellationToken: TestContext.Current.CancellationToken);
        if (findings.Count > 0)
            Assert.Fail(string.Join("\n\n", findings.Select(Describe)));
    }

    [Fact]
    public void Each_mistake_is_found_without_a_hint()
    {
        // Here, some: all of them take minutes. CXLWIRE_MISTAKES=FILE has the table of docs/judge/mistakes.md written.
        string? table = Environment.GetEnvironmentVariable("CXLWIRE_MISTAKES");
        var lines = new List<string>();
        int steps = 0;
        foreach ((int number, Mistake mistake) in Mistake.All.Index())
        {
            if (table is null && number % 12 != 0 && !_special.Contains(mistake.Case))
                continue;
            var driver = CompiledDriver.Compile(mistake.Find, mistake.Replace);
            long start = Stopwatch.GetTimestamp();
            long episodes = 0;
            IReadOnlyList<SearchFinding> findings = DriverSearch.Run(
                played => DeviceSimulation.Run(played, driver.RunAsync),
                new SearchOptions
                {
                    Episodes = 20_000,
                    Level = RuleLevel.Should,
                    MaxFindings = 1,
                    Parallelism = 2,
                },
                played => episodes = played,
                TestContext.Current.CancellationToken);
            string time = Stopwatch.GetElapsedTime(start).TotalSeconds
                .ToString("0.0", CultureInfo.InvariantCulture);
            string what = findings is [var found]
                ? $"{Violated(found)} | {episodes} | {time} | {found.Smallest.Case.Steps.Count} |"
                : $"nothing | {episodes} | {time} | |";
            lines.Add($"| {mistake.Name} | {mistake.Rule} | {what}");
            steps = Math.Max(steps, findings.Sum(finding => finding.Smallest.Case.Steps.Count));
        }

        if (table is not null)
            File.WriteAllLines(table, lines);
        Assert.DoesNotContain(lines, line => line.Contains("| nothing |", StringComparison.Ordinal));
        Assert.InRange(steps, 1, 10);
    }

    // What was found, then what else the smallest case shows.
    private static string Violated(SearchFinding found) => string.Join(' ', DriverSearch
        .ReasonsOf(found.Smallest, RuleLevel.Should).Where(rule => rule != found.Reason).Prepend(found.Reason));

    private static CaseResult Play(DriverCase played) => DeviceSimulation.Run(played, async (host, stop) =>
    {
        await using var driver = new DcdDriver(
            _ => ValueTask.FromResult<IDuplexPipe>(host.Connect()), times: null, host.Time);
        await driver.RunAsync(stop);
    });

    private static string Describe(SearchFinding finding)
    {
        using var written = new MemoryStream();
        DriverCaseFile.Write(written, finding.Smallest.Case);
        return $"{finding.Reason} of {finding.Found.Name}: {finding.Smallest.Case.Steps.Count} steps\n"
            + string.Join('\n', finding.Smallest.Case.Steps.Select(Describe)) + "\n"
            + string.Join('\n', finding.Smallest.Verdicts.Results.Where(r => r.Verdict == RuleVerdict.Fail)
                .SelectMany(r => r.Evidence, (r, e) => $"  {r.Rule} {e}")) + "\n"
            + string.Join('\n', finding.Smallest.Remarks);
    }

    private static string Describe(CaseStep step) =>
        step is CaseStep.Do { Step: FaultsStep { Scenario: { } scenario } } ? scenario.Json : $"{step}";

    private static long Number(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
