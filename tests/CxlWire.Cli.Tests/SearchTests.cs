using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Judge.Cases;
using CxlWire.Judge.Searching;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Testing.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

/// <summary>Trouble with drivers is looked for, made small and written.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Host => $"unix:{_directory.PathOf("host")}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_mistake_is_found_and_made_small_and_both_files_show_it_again()
    {
        // One in which nothing goes wrong but the driver, so that nobody is waited for in vain.
        long seed = SeedWith(extents: 2);
        using var stop = new CancellationTokenSource();
        Task driving = DriveAsync(stop.Token);
        Outcome found = await Cli.RunAsync(
            "search", "--host", Host, "--driver", "exec sleep 1000", "--out", _directory.PathOf("found"), "--seed",
            $"{seed}", "--episodes", "1", "--fail-fast", "--timeout", "5");
        string name = _directory.PathOf($"found/seed-{seed}-h1");
        Assert.Equal((1, ""), (found.ExitCode, found.Error));
        Assert.StartsWith(
            $"FOUND    seed-{seed}-h1  H1: expected one response for each chain, and all are answered; seen another, ",
            found.Lines[0],
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"1 episode (seeds {seed} to {seed}) in ", found.Lines[^2], StringComparison.Ordinal);
        Assert.EndsWith($" s: 1 found: seed-{seed}-h1", found.Lines[^2], StringComparison.Ordinal);

        DriverCase smallest = DriverCaseFile.Load($"{name}.json");
        Assert.Equal(["H1"], smallest.Rules);
        Assert.Equal(seed, smallest.Seed);
        Assert.True(smallest.Steps.Count <= 2, string.Join('\n', smallest.Steps));
        Outcome judged = await Cli.RunAsync(
            "judge", "--cases", $"{name}.json", "--host", Host, "--driver", "exec sleep 1000", "--level", "must");
        Assert.Equal((1, ""), (judged.ExitCode, judged.Error));
        Assert.StartsWith(
            $"FAILED   seed-{seed}-h1  H1 violated; ", judged.Lines[0], StringComparison.Ordinal);
        await stop.CancelAsync();
        await driving;

        Outcome said = await Cli.RunAsync("judge", "--conversation", $"{name}.jsonl", "--level", "must");
        Assert.Equal((1, ""), (said.ExitCode, said.Error));
        Assert.EndsWith(" failed (H1), 0 info, " + said.Lines[^2].Split(" info, ")[1], said.Lines[^2]);
        Outcome replayed = await Cli.RunAsync("replay", $"{name}.jsonl");
        Assert.Equal((0, ""), (replayed.ExitCode, replayed.Error));
    }

    [Fact]
    public async Task A_driver_that_ends_is_found_once()
    {
        Outcome outcome = await Cli.RunAsync(
            "search", "--host", Host, "--driver", "echo oh; exit 3", "--out", _directory.PathOf("found"), "--episodes",
            "2");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("FOUND    seed-1-driver  the driver: it ended by itself: exit code 3", outcome.Lines[0]);
        Assert.EndsWith(" s: 1 found: seed-1-driver", outcome.Lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("2 episodes (seeds 1 to 2) in ", outcome.Lines[^2], StringComparison.Ordinal);
        DriverCase smallest = DriverCaseFile.Load(_directory.PathOf("found/seed-1-driver.json"));
        Assert.Equal(
            "Found by chance from seed 1: the driver: it ended by itself: exit code 3.", smallest.Title);
        Assert.True(smallest.Steps.Count <= 1);
        Assert.Empty(smallest.Rules);
    }

    [Fact]
    public async Task A_report_has_what_was_found_and_all_other_episodes()
    {
        string[] files =
            [.. new[] { "txt", "html", "json", "xml", "tap" }.Select(ending => _directory.PathOf($"found.{ending}"))];
        Outcome outcome = await Cli.RunAsync(
        [
            "search", "--host", Host, "--driver", "echo oh; exit 3", "--out", _directory.PathOf("found"), "--episodes",
            "2", .. files.SelectMany(file => new[] { "--report", file }),
        ]);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        string[] texts = [.. files.Select(File.ReadAllText)];
        Assert.All(texts, text => Assert.Contains("seed-1-driver", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains("episodes", text, StringComparison.Ordinal));
        using var json = JsonDocument.Parse(texts[2]);
        Assert.Equal(
            ["seed-1-driver: it ended by itself: exit code 3", "episodes: "],
            json.RootElement.GetProperty("cases").EnumerateArray()
                .Select(one => $"{one.GetProperty("name")}: {one.GetProperty("driver")}"));
        Assert.Contains("\nnot ok 1 seed-1-driver\n", texts[4], StringComparison.Ordinal);
        Assert.Contains("\nok 2 episodes\n", texts[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_fails_is_found()
    {
        long seed = SeedWith(extents: 1);
        using var stop = new CancellationTokenSource();
        Task driving = DriveAsync(stop.Token);
        Outcome outcome = await Cli.RunAsync(
            "search", "--host", Host, "--driver", "exec sleep 1000", "--check",
            "test {qmp} = $CXLWIRE_QMP || exit 9; echo wrong; exit 4", "--shrink-seconds", "0", "--out",
            _directory.PathOf("found"), "--seed", $"{seed}", "--episodes", "1", "--fail-fast");
        await stop.CancelAsync();
        await driving;
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal($"FOUND    seed-{seed}-check  the check fails: exit code 4", outcome.Lines[0]);
    }

    [Fact]
    public async Task A_search_that_is_interrupted_ends_with_what_it_has()
    {
        var isStarted = new TaskCompletionSource();
        await using var peer = new Peer((_, _) =>
        {
            isStarted.TrySetResult();
            return Task.CompletedTask;
        });
        await using var search = CliProcess.Start(
            "search", "--host", Host, "--timeout", "600", "--out", _directory.PathOf("found"), "--driver",
            $"dotnet '{Path.Combine(AppContext.BaseDirectory, "cxlwire.dll")}' send {peer.Address} get-timestamp; "
                + "exec sleep 1000");
        await isStarted.Task.WaitAsync(search.Deadline);
        search.Signal("INT");
        using var reader = new StreamReader(search.Output);
        Assert.Matches(
            "^interrupted: 0 episodes in [0-9.]+ s: nothing found\n$", await reader.ReadToEndAsync(search.Deadline));
        Assert.Equal((0, ""), await search.WaitAsync());
        Assert.Empty(Directory.GetFiles(_directory.PathOf("found")));
    }

    [Fact]
    public async Task What_the_one_driver_did_not_get_over_is_what_it_was_put_into_last()
    {
        Task driving = AskOnceAsync();
        Outcome outcome = await Cli.RunAsync(
            "search", "--host", Host, "--timeout", "0.1", "--shrink-seconds", "0", "--level", "must", "--out",
            _directory.PathOf("found"));
        await driving;
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("cxlwire: waits for a driver: host on unix:", outcome.Error, StringComparison.Ordinal);

        // What it said before the first episode is not of it.
        const string found = "FOUND    seed-1-driver  the driver: ";
        const string hangs = "it hangs: it is connected, and says nothing";
        Assert.Contains(outcome.Lines, line => line
            is $"{found}nobody was there after it: it did not connect within 0.1 s"
            or $"{found}nobody was there after it: {hangs}"
            or $"{found}{hangs}");
        Assert.True(File.Exists(_directory.PathOf("found/seed-1-driver.jsonl")));
    }

    [Theory]
    [InlineData("--host ENDPOINT, --mctp ENDPOINT or --vfio-user PATH is needed")]
    [InlineData("--seed: 0 to 2^62 is needed", "--host", "unix:/tmp/x", "--seed", "-1")]
    [InlineData("--episodes: 1 is the least", "--host", "unix:/tmp/x", "--episodes", "0")]
    [InlineData("--seconds: more than 0 and at most 2592000 seconds", "--host", "unix:/tmp/x", "--seconds", "0")]
    [InlineData("--shrink-seconds: at least 0 and at most 2592000 seconds", "--host", "unix:/tmp/x",
        "--shrink-seconds", "NaN")]
    [InlineData("--check: there is no command", "--host", "unix:/tmp/x", "--check", " ")]
    [InlineData("--check: {vfio-user} stands for the endpoint of --vfio-user", "--host", "unix:/tmp/x", "--check",
        "look {vfio-user}")]
    [InlineData("--out: nothing can be written there: /dev/null/x: there is no directory /dev/null", "--host",
        "unix:/tmp/x", "--out", "/dev/null/x")]
    public async Task What_cannot_be_is_a_sentence(string sentence, params string[] args)
    {
        Outcome outcome = await Cli.RunAsync(["search", .. args]);
        Assert.Equal((2, $"cxlwire: {sentence}\n", ""), (outcome.ExitCode, outcome.Error, outcome.Output));
    }

    [Fact]
    public async Task A_driver_that_is_not_there_is_a_sentence()
    {
        Outcome outcome = await Cli.RunAsync(
            "search", "--host", Host, "--driver", "/no/such/driver", "--out", _directory.PathOf("found"));
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("cxlwire: --driver: it cannot be started: ", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Whether there is nothing but offers, one with several extents, and waiting for their end.</summary>
    /// <summary>An episode with an offer of so many extents that is waited for, then another, and no more.</summary>
    private static long SeedWith(int extents) => Enumerable.Range(1, 100_000).First(number =>
        EpisodeGenerator.Create(number).Steps is
        [
            CaseStep.Until,
            CaseStep.Do { Step: CapacityStep { IsAdd: true, Tag: null } offer },
            CaseStep.Until,
            CaseStep.Do { Step: FaultsStep { Scenario: null } },
            CaseStep.Do { Step: CapacityStep { IsAdd: true } },
            CaseStep.Until,
        ] && offer.Extents.Count == extents);

    /// <summary>It sees its device once, and is gone when that begins anew.</summary>
    private async Task AskOnceAsync()
    {
        await using var client = new HostClient(await EndpointClient.ConnectAsync(
            EndpointAddress.Parse(Host), TimeSpan.FromSeconds(60), Cli.Cancelled));
        await client.AskAsync(Opcode.Identify, default, Cli.Cancelled);
    }

    /// <summary>For each device that is there, until told to stop.</summary>
    private async Task DriveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await new HastyDriver(await EndpointClient.ConnectAsync(
                    EndpointAddress.Parse(Host), TimeSpan.FromSeconds(60), stop)).RunAsync(stop);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The device is gone: the next one comes, or it was the last.
            }
        }
    }
}
