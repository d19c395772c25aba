using System.Text.Json;
using System.Xml.Linq;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class JudgeTests : IDisposable
{
    // A response where nothing was offered (H1); a 4803h that is busy and not sent again (H15).
    private const string Wrong =
        """
        {"conversation":2}
        {"op":"4802","req":"0000000000000000","rc":2,"rsp":""}
        {"wait":1000}
        """;

    private const string OnlyAShould =
        """
        {"conversation":2}
        {"faults":{"faults":[{"name":"it","when":{"command":"release-dc"},"then":{"fault":"return_code","code":6}}]}}
        {"op":"4803","req":"0100000000000000000000100000000000002000000000000000000000000000","rc":6,"rsp":""}
        {"wait":30000}
        """;

    private readonly TempDirectory _directory = new();

    private static string Linux => Repository.PathOf("fixtures", "conversations", "linux-dcd-v11-guest.jsonl");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_driver_that_violates_no_must_makes_exit_code_0()
    {
        Outcome outcome = await Cli.RunAsync("judge", "--conversation", Linux);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal($"{Linux}, conversation 1", outcome.Lines[0]);
        Assert.Equal("16 rules passed, 0 failed, 1 info, 17 not exercised", outcome.Lines[^2]);
        Assert.Contains(
            "H1    must    pass           3     Exactly one response for each closed chain.", outcome.Lines);
    }

    [Fact]
    public async Task A_must_that_is_violated_makes_exit_code_1_and_is_told_with_its_step()
    {
        string file = _directory.Write("said.jsonl", Wrong);
        Outcome outcome = await Cli.RunAsync("judge", "--conversation", file);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(
            "H1    fail   0     0      one response for each chain, and all are answered  another, with an empty list",
            outcome.Lines);
        Assert.Equal("What goes wrong then, and what to do: docs/judge/H1.md and so on.", outcome.Lines[^4]);
        Assert.Equal("2 rules passed, 1 failed (H1), 0 info, 31 not exercised", outcome.Lines[^2]);
    }

    [Fact]
    public async Task A_should_that_is_violated_makes_exit_code_0()
    {
        string file = _directory.Write("said.jsonl", OnlyAShould);
        Outcome outcome = await Cli.RunAsync("judge", "--conversation", file);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("2 rules passed, 1 failed (H15), 0 info, 31 not exercised", outcome.Lines[^2]);
        outcome = await Cli.RunAsync("judge", "--conversation", file, "--timeout", "60");
        Assert.Equal("2 rules passed, 0 failed, 0 info, 32 not exercised", outcome.Lines[^2]);
        outcome = await Cli.RunAsync("judge", "--conversation", file, "--level", "must");
        Assert.Equal("2 rules passed, 0 failed, 0 info, 17 not exercised", outcome.Lines[^2]);
    }

    [Fact]
    public async Task Reports_are_written_by_their_extensions()
    {
        string file = _directory.Write("said.jsonl", Wrong);
        string[] reports = [.. new[] { "txt", "json", "xml", "tap" }.Select(e => _directory.PathOf($"report.{e}"))];
        Outcome outcome = await Cli.RunAsync(
            ["judge", "--conversation", file, .. reports.SelectMany(report => new[] { "--report", report })]);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(outcome.Output, await File.ReadAllTextAsync(reports[0], Cli.Cancelled));

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(reports[1], Cli.Cancelled));
        JsonElement first = json.RootElement.GetProperty("rules")[0];
        Assert.Equal("H1", first.GetProperty("id").GetString());
        Assert.Equal("must", first.GetProperty("level").GetString());
        Assert.Equal("fail", first.GetProperty("verdict").GetString());
        Assert.Equal("docs/judge/H1.md", first.GetProperty("page").GetString());
        Assert.Equal(
            """{"verdict":"fail","host":0,"steps":[0],"expected":"one response for each chain, and all are answered","""
                + "\"seen\":\"another, with an empty list\"}",
            JsonSerializer.Serialize(first.GetProperty("evidence")[0]));
        Assert.Equal("not_exercised", json.RootElement.GetProperty("rules")[1].GetProperty("verdict").GetString());
        Assert.Equal(
            $"{file}, conversation 1", json.RootElement.GetProperty("cases")[0].GetProperty("name").GetString());

        XElement suite = Assert.Single(XDocument.Load(reports[2]).Root!.Elements());
        Assert.Equal(
            $"""<testsuite name="{file}, conversation 1" tests="34" failures="1" errors="0" skipped="31" />""",
            new XElement(suite.Name, suite.Attributes()).ToString());

        string[] tap = await File.ReadAllLinesAsync(reports[3], Cli.Cancelled);
        Assert.Equal(
            [
                "KTAP version 1",
                "1..1",
                "  KTAP version 1",
                "  1..34",
                "  # H1: host 0, step 0: expected one response for each chain, and all are answered; seen another, "
                    + "with an empty list",
                "  # H1: docs/judge/H1.md",
                "  not ok 1 H1",
                "  ok 2 H2 # SKIP not exercised: Two offers that are pending at once.",
            ],
            tap[..8]);
        Assert.Equal($"not ok 1 {file}, conversation 1", tap[^1]);
    }

    [Fact]
    public async Task The_table_fits_the_terminal()
    {
        Outcome outcome = await Cli.RunAsync([], ["judge", "--conversation", Linux], terminal: true, width: 80);
        Assert.Equal(0, outcome.ExitCode);
        Assert.All(outcome.Lines.Skip(1), line => Assert.True(line.Length <= 80, line));
        outcome = await Cli.RunAsync([], ["judge", "--list"], terminal: true, width: 80);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.Equal(34, outcome.Lines.Count(line => line.StartsWith('H')));
    }

    [Theory]
    [InlineData("judge", "--host ENDPOINT, --vfio-user PATH or --conversation FILE is needed, or --list")]
    [InlineData("judge --conversation {file} --report x.pdf",
        "--report x.pdf: a report is .txt, .html, .json, .xml (JUnit) or .tap (KTAP)")]
    [InlineData("judge --conversation {file} --timeout 0", "--timeout: more than 0 and at most 86400 seconds")]
    [InlineData("judge --conversation {empty}", "{empty}: there is no conversation in it")]
    public async Task Who_cannot_be_judged_makes_exit_code_2(string line, string sentence)
    {
        string file = _directory.Write("said.jsonl", Wrong), empty = _directory.Write("empty.jsonl", "");
        string Filled(string text) => text.Replace("{file}", file, StringComparison.Ordinal)
            .Replace("{empty}", empty, StringComparison.Ordinal);
        Outcome outcome = await Cli.RunAsync(Filled(line).Split(' '));
        Assert.Equal((2, $"cxlwire: {Filled(sentence)}\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task A_report_does_not_overwrite_the_conversation()
    {
        string file = _directory.Write("said.json", Wrong);
        Outcome outcome = await Cli.RunAsync("judge", "--conversation", file, "--report", file);
        Assert.Equal((2, $"cxlwire: --report: {file} is the input\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(Wrong, await File.ReadAllTextAsync(file, Cli.Cancelled));
    }

    [Fact]
    public async Task Answers_that_are_not_those_of_the_recording_are_said()
    {
        string file = _directory.Write(
            "said.jsonl", """{"seed":0,"steps":[{"op":"4801","req":"0000000000000000","rc":7,"rsp":""}]}""");
        Outcome outcome = await Cli.RunAsync("judge", "--conversation", file);
        Assert.Equal(
            (0, $"cxlwire: {file}: 1 of 1 answers are not the recorded ones: 'cxlwire replay' says which\n"),
            (outcome.ExitCode, outcome.Error));
    }
}
