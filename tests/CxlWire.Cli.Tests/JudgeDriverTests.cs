using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>Drivers, as processes of their own, in cases.</summary>
public sealed class JudgeDriverTests : IDisposable
{
    private const string Case =
        """
        {
          "name": "NAME", "title": "Two MiB are offered.", "rules": ["H1", "H3"],
          "steps": [
            { "until": { "listens": true } },
            { "qmp": "add", "region": 0, "extents": [["0", "2 MiB"]] },
            { "until": { "list": 1 } }
          ]
        }
        """;

    private readonly TempDirectory _directory = new();

    // Built beside this, for the same framework.
    private static string ExampleDriver { get; } = Path.Combine(
        [
            Repository.PathOf("examples", "driver", "bin"),
            .. AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^2..],
            "cxlwire-example-driver.dll",
        ]);

    private static string Command { get; } = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "cxlwire.dll")}'";

    private string Host => $"unix:{_directory.PathOf("host")}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_driver_is_started_for_each_case_and_reports_have_all_of_them()
    {
        string[] reports = [.. new[] { "txt", "json", "xml", "tap" }.Select(e => _directory.PathOf($"report.{e}"))];
        Outcome outcome = await Cli.RunAsync(
            [
                "judge", "--host", Host, "--driver", $"exec dotnet '{ExampleDriver}' {{host}}", "--cases",
                WriteCase("one"), "--cases", WriteCase("two"),
                .. reports.SelectMany(report => new[] { "--report", report }),
            ]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches(@"^good     one  \d+ rules kept, \d+\.\d s$", outcome.Lines[0]);
        Assert.Matches(@"^good     two  \d+ rules kept, \d+\.\d s$", outcome.Lines[1]);
        Assert.Contains(
            "H1    must    pass           2     Exactly one response for each closed chain.", outcome.Lines);
        Assert.Equal("2 cases: 2 good, 0 failed, 0 skipped", outcome.Lines[^3]);

        Assert.Equal(outcome.Output, await File.ReadAllTextAsync(reports[0], Cli.Cancelled));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(reports[1], Cli.Cancelled));
        Assert.Equal("pass", json.RootElement.GetProperty("rules")[0].GetProperty("verdict").GetString());
        Assert.Equal(
            ["one", "two"],
            json.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.All(
            json.RootElement.GetProperty("cases").EnumerateArray(),
            one => Assert.True(one.GetProperty("good").GetBoolean()));
        Assert.Equal(
            ["one", "two"], XDocument.Load(reports[2]).Root!.Elements().Select(s => (string?)s.Attribute("name")));
        string[] tap = await File.ReadAllLinesAsync(reports[3], Cli.Cancelled);
        Assert.Equal(["KTAP version 1", "1..2"], tap[..2]);
        Assert.Equal(["ok 1 one", "ok 2 two"], tap.Where(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("echo hello; exit 3", "it ended by itself: exit code 3", "hello")]
    [InlineData("printf 'bell\\007\\n'; kill -SEGV $$", "it ended by itself: signal 11 (SIGSEGV)", "bell?")]
    [InlineData("sh -c 'kill -ABRT $$'; exit $?",
        "it ended by itself: exit code 134, which a shell gives for signal 6 (SIGABRT)", null)]
    [InlineData("echo $CXLWIRE_CASE $CXLWIRE_TIMEOUT; exec sleep 1000", "it did not connect within 0.3 s", "one 0.3")]
    public async Task A_driver_that_ends_or_does_not_come_fails_the_case(string driver, string why, string? printed)
    {
        string json = _directory.PathOf("report.json"), tap = _directory.PathOf("report.tap");
        string xml = _directory.PathOf("report.xml");
        Outcome outcome = await Cli.RunAsync(
            "judge", "--host", Host, "--driver", driver, "--cases", WriteCase("one"), "--timeout",
            why.EndsWith("0.3 s", StringComparison.Ordinal) ? "0.3" : "60", "--report", json, "--report", tap,
            "--report", xml);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith($"FAILED   one  the driver: {why}; 0 rules kept, ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("one: Two MiB are offered.", outcome.Lines);
        Assert.Contains($"  the driver: {why}", outcome.Lines);
        Assert.Equal("1 case: 0 good, 1 failed (one), 0 skipped", outcome.Lines[^3]);
        if (printed is not null && why.EndsWith("0.3 s", StringComparison.Ordinal))
            Assert.Contains($"  | {printed}", outcome.Lines);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json, Cli.Cancelled));
        JsonElement one = report.RootElement.GetProperty("cases")[0];
        Assert.False(one.GetProperty("good").GetBoolean());
        Assert.Equal(why, one.GetProperty("driver").GetString());
        string[] lines = await File.ReadAllLinesAsync(tap, Cli.Cancelled);
        Assert.Equal("  1..35", lines[3]);
        Assert.Contains($"  # the driver: {why}", lines);
        Assert.Equal(["  not ok 35 driver", "not ok 1 one"], lines[^2..]);
        XElement suite = Assert.Single(XDocument.Load(xml).Root!.Elements());
        Assert.Equal(why, (string?)Assert.Single(suite.Descendants("failure")).Attribute("message"));
    }

    [Fact]
    public async Task A_case_waits_for_a_driver_that_takes_longer_than_T_to_start()
    {
        string file = _directory.Write(
            "one.json", """{"name": "one", "title": "?", "rules": [], "steps": [{"until": {"log_empty": "fatal"}}]}""");
        Outcome outcome = await Cli.RunAsync(
            "judge", "--host", Host, "--driver", $"CXLWIRE_TIMEOUT=20; exec dotnet '{ExampleDriver}' {{host}}",
            "--cases", file, "--timeout", "0.001", "--boot", "60", "--ready", """{"command": "get-dc-extent-list"}""");
        Assert.DoesNotContain("connect", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ready", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("H24   must    pass ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_that_never_is_ready_fails_the_case()
    {
        string input = _directory.PathOf("in"), output = _directory.PathOf("out");
        Outcome outcome = await Cli.RunAsync(
            "judge", "--host", $"fifo:{input},{output}", "--driver",
            $"exec 3>'{input}' 4<'{output}'; exec sleep 1000", "--cases", WriteCase("one"), "--boot", "0.5", "--ready",
            """{"list": 7}""");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("  the driver: it was not ready within 0.5 s", outcome.Lines);
        Assert.Contains("  it is not ready: the list of host 0 has 0 extents, not 7", outcome.Lines);
    }

    [Fact]
    public async Task What_a_driver_is_ready_by_is_a_condition()
    {
        Outcome outcome = await Cli.RunAsync(
            "judge", "--host", Host, "--driver", "exit 0", "--cases", WriteCase("one"), "--ready", """{"lists": 7}""");
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("cxlwire: --ready: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_that_is_connected_and_says_nothing_hangs()
    {
        // Both ends of the FIFOs are open, and that is all.
        string input = _directory.PathOf("in"), output = _directory.PathOf("out");
        Outcome outcome = await Cli.RunAsync(
            "judge", "--host", $"fifo:{input},{output}", "--driver",
            $"exec 3>'{input}' 4<'{output}'; exec sleep 1000", "--cases", WriteCase("one"), "--timeout", "0.2");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("  the driver: it hangs: it is connected, and says nothing", outcome.Lines);
        Assert.Contains(
            "  step 0 (until host 0 has asked to be told of dynamic capacity (0103h, 0105h)): after 0.25 s still host "
                + "0 has not asked to be told of dynamic capacity (0103h, 0105h)",
            outcome.Lines);
    }

    [Fact]
    public async Task A_violation_is_told_with_its_case()
    {
        string file = _directory.Write(
            "one.json",
            """
            {"name": "one", "title": "Nothing.", "rules": [], "steps": [{"until": {"command": "add-dc-response"}}]}
            """);
        Outcome outcome = await Cli.RunAsync(
            "judge", "--host", Host, "--driver",
            $"{Command} send {{host}} add-dc-response --payload 0000000000000000; exec sleep 1000", "--cases", file);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("FAILED   one  H1 violated; 2 rules kept, ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(
            "H1    one   fail   0     1      one response for each chain, and all are answered  another, with an empty "
                + "list",
            outcome.Lines);
    }

    [Fact]
    public async Task Nothing_of_a_driver_is_left_when_the_judge_is_interrupted()
    {
        var isStarted = new TaskCompletionSource();
        await using var peer = new Peer((_, _) =>
        {
            isStarted.TrySetResult();
            return Task.CompletedTask;
        });
        string file = _directory.PathOf("id"), json = _directory.PathOf("report.json");
        await using var judge = CliProcess.Start(
            "judge", "--host", Host, "--cases", WriteCase("one"), "--report", json, "--timeout", "600", "--driver",
            $"trap '' TERM; echo $$ > '{file}'; {Command} send {peer.Address} get-timestamp; sleep 1000 & sleep 1000");
        await isStarted.Task.WaitAsync(judge.Deadline);
        judge.Signal("INT");
        (int exitCode, string error) = await judge.WaitAsync();
        Assert.Equal((2, "cxlwire: interrupted: what was not judged has not passed\n"), (exitCode, error));
        int id = int.Parse(await File.ReadAllTextAsync(file, Cli.Cancelled), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json, Cli.Cancelled));
        Assert.Equal(
            """{"name":"one","skipped":"the judge was interrupted"}""",
            JsonSerializer.Serialize(report.RootElement.GetProperty("cases")[0]));
    }

    [Fact]
    public async Task One_driver_lives_through_all_cases()
    {
        string other = _directory.Write(
            "other.json",
            """{"name": "other", "title": "?", "rules": [], "device": {"hosts": 2}, "steps": []}""");
        await using var judge = CliProcess.Start(
            "judge", "--host", Host, "--cases", WriteCase("one"), "--cases", WriteCase("two"), "--cases", other);
        Assert.StartsWith(
            $"cxlwire: waits for a driver: host on {Host} (mode 0600), qmp on unix:",
            await judge.ReadLogAsync(),
            StringComparison.Ordinal);
        using Process driver = Process.Start(new ProcessStartInfo("dotnet", [ExampleDriver, Host])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var reader = new StreamReader(judge.Output);
            string[] lines = (await reader.ReadToEndAsync(judge.Deadline)).Split('\n');
            Assert.Equal((0, ""), await judge.WaitAsync());
            Assert.Matches(@"^good     one    \d+ rules kept, ", lines[0]);
            Assert.Matches(@"^good     two    \d+ rules kept, ", lines[1]);
            Assert.Equal(
                "skipped  other  it has a device of its own, which only a driver gets that is started for it: --driver",
                lines[2]);
            Assert.Equal("3 cases: 2 good, 0 failed, 1 skipped", lines[^3]);
            Assert.Contains(
                "H1    must    pass           2     Exactly one response for each closed chain.", lines);
        }
        finally
        {
            driver.Kill();
        }
    }

    [Fact]
    public async Task A_case_that_failed_may_be_the_last()
    {
        Outcome outcome = await Cli.RunAsync(
            "judge", "--host", Host, "--driver", "exit 1", "--fail-fast", "--cases", WriteCase("one"), "--cases",
            WriteCase("two"));
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("skipped  two  a case before it failed", outcome.Lines[1]);
    }

    private string WriteCase(string name) =>
        _directory.Write($"{name}.json", Case.Replace("NAME", name, StringComparison.Ordinal));
}
