using System.Text.RegularExpressions;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>
/// Drivers that speak MCTP on a serial line, judged and searched: the example, and one that answers unasked.
/// </summary>
public sealed partial class MctpDriverTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private static string ExampleDriver { get; } = Path.Combine(
        [
            Repository.PathOf("examples", "driver", "bin"),
            .. AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^2..],
            "cxlwire-example-driver.dll",
        ]);

    // It accepts nothing, of what nobody has offered.
    private static string Bad { get; } =
        $"dotnet '{Path.Combine(AppContext.BaseDirectory, "cxlwire.dll")}' send mctp:{{mctp}}/9 add-dc-response "
        + "--payload 0000000000000000 > /dev/null; exec sleep 1000";

    private static string Good { get; } = $"exec dotnet '{ExampleDriver}' mctp:{{mctp}}/9";

    private string Line => $"unix:{_directory.PathOf("line")}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_judge_finds_nothing_to_say_of_a_good_driver_on_a_line()
    {
        string file = _directory.Write(
            "one.json",
            """
            {
              "name": "one", "title": "Two MiB are offered.", "rules": ["H1", "H3"],
              "steps": [
                { "until": { "listens": true } },
                { "qmp": "add", "region": 0, "extents": [["0", "2 MiB"]] },
                { "until": { "list": 1 } }
              ]
            }
            """);
        Outcome outcome = await Cli.RunAsync("judge", "--mctp", Line, "--driver", Good, "--cases", file);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            [
                "good     one  7 rules kept, N s",
                "",
                "rule  level   verdict        kept  the rule; what would exercise it",
                "H1    must    pass N  Exactly one response for each closed chain.",
                "H3    must    pass N  Accepts only what the first pending offer holds, and nothing twice.",
                "H4    must    pass N  Every offer is answered, within T of its last record; what is not "
                    + "wanted is declined by leaving it out or by an empty list, never by silence.",
                "H17   must    pass N  Records are cleared from the oldest on, each handle once, none that "
                    + "was not read.",
                "H23   must    pass N  Reserved fields are zero, vendor status aside; lengths are those of "
                    + "the layout, and fit the payload size that the device told.",
                "H24   must    pass N  No opcode that the CEL does not list, those that find the CEL aside.",
                "H30   must    pass N  A notification (0106h) gets no response.",
                "",
                "1 case: 1 good, 0 failed, 0 skipped",
                "7 rules passed, 0 failed, 0 info, 27 not exercised",
                "",
            ],
            Plain(outcome.Output));
    }

    [Fact]
    public async Task The_judge_names_the_rule_that_a_bad_driver_on_a_line_violates()
    {
        string file = _directory.Write(
            "one.json",
            """
            {"name": "one", "title": "Nothing.", "rules": [], "steps": [{"until": {"command": "add-dc-response"}}]}
            """);
        Outcome outcome = await Cli.RunAsync("judge", "--mctp", Line, "--driver", Bad, "--cases", file);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            [
                "FAILED   one  H1 violated; 2 rules kept, N s",
                "",
                "rule  level   verdict        kept  the rule; what would exercise it",
                "H1    must    fail           0     Exactly one response for each closed chain.",
                "H23   must    pass N  Reserved fields are zero, vendor status aside; lengths are those of "
                    + "the layout, and fit the payload size that the device told.",
                "H24   must    pass N  No opcode that the CEL does not list, those that find the CEL aside.",
                "",
                "rule  case  found  host  steps  expected                                           seen",
                "H1    one   fail   0     2      one response for each chain, and all are answered  "
                    + "another, with an empty list",
                "",
                "1 case: 0 good, 1 failed (one), 0 skipped",
                "2 rules passed, 1 failed (H1), 0 info, 31 not exercised",
                "",
            ],
            Plain(outcome.Output));
    }

    [Fact]
    public async Task A_search_finds_the_mistake_of_a_driver_on_a_line()
    {
        string found = _directory.PathOf("found");
        Outcome outcome = await Cli.RunAsync(
            "search", "--mctp", Line, "--driver", Bad, "--out", found, "--seed", "1", "--episodes", "1", "--timeout",
            "0.5", "--boot", "60", "--level", "must", "--shrink-seconds", "0", "--fail-fast");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            [
                "FOUND    seed-1-h1  H1: expected one response for each chain, and all are answered; seen "
                    + "another, with an empty list",
                "         16 steps, then 16 steps: found/seed-1-h1.json, found/seed-1-h1.jsonl",
                "1 episode (seeds 1 to 1) in N s: 1 found: seed-1-h1",
                "",
            ],
            Plain(outcome.Output));
    }

    /// <summary>
    /// Lines without times, how often a rule was kept, what was not exercised, and where files are: as it always is.
    /// </summary>
    private static IEnumerable<string> Plain(string text)
    {
        text = TimePattern().Replace(text, "N s");
        text = KeptPattern().Replace(text, "pass N  ");
        return FolderPattern().Replace(text, " found/").Split('\n').Where(
            line => !line.Contains("not exercised  0", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\d+(\.\d+)? s\b")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"pass +\d+ +")]
    private static partial Regex KeptPattern();

    [GeneratedRegex(" [^ ]*found/")]
    private static partial Regex FolderPattern();
}
