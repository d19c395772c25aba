namespace CxlWire.Cli.Tests;

/// <summary>Which cases are asked for, and what is refused.</summary>
public sealed class JudgeCasesTests : IDisposable
{
    private const string One =
        """
        {
          "name": "one", "title": "Time passes.", "rules": ["H1", "H3"],
          "steps": [{ "until": { "listens": true }, "within": 2 }, { "pass": 0.5 }]
        }
        """;

    private const string Two =
        """{ "name": "two", "title": "Nothing.", "rules": ["H3"], "over": "mailbox", "steps": [] }""";

    private readonly TempDirectory _directory = new();

    public JudgeCasesTests()
    {
        Directory.CreateDirectory(_directory.PathOf("cases"));
        _directory.Write("cases/one.json", One);
        _directory.Write("cases/two.json", Two);
        _directory.Write("cases/case.schema.json", "{}");
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_would_be_done_is_said()
    {
        Outcome outcome = await RunAsync("judge --host unix:x --cases cases --timeout 2 --dry-run --driver d");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            """
            case  rules  steps  at most  device, or why it is skipped
            one   H1 H3  2      7.5 s    as asked for
            two   H3     0      2.5 s    skipped: it needs --vfio-user

            1 of 2 cases would be run; T is 2 s; at most 7.5 s, a driver for each

            """,
            outcome.Output);
    }

    [Fact]
    public async Task Cases_are_listed_behind_the_rules()
    {
        Outcome outcome = await RunAsync("judge h1 --list --cases cases");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            """
            rule  level  from  what a driver owes                           what exercises it
            H1    must   Q     Exactly one response for each closed chain.  An offer that is answered.

            case  rules  over  what happens
            one   H1 H3        Time passes.

            """,
            outcome.Output);
    }

    [Fact]
    public async Task Only_what_failed_before_is_asked_for()
    {
        _directory.Write(
            "before.json", """{"cases": [{"name": "one", "good": false}, {"name": "two", "good": true}]}""");
        Outcome outcome = await RunAsync(
            "judge --vfio-user x --cases cases --dry-run --only-failed before.json --seed 7");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("one   H1 H3  2      75 s     as asked for", outcome.Lines[1]);
        Assert.Equal("1 of 1 cases would be run; T is 20 s; at most 75 s, one driver for all", outcome.Lines[^2]);

        _directory.Write("before.json", """{"cases": [{"name": "two", "skipped": "it needs --vfio-user"}]}""");
        outcome = await RunAsync("judge --host unix:x --cases cases --only-failed before.json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("no case failed in before.json: nothing to do\n", outcome.Output);
    }

    [Theory]
    [InlineData("judge on --host unix:x --cases cases",
        "'on' is neither a rule nor a case; 'cxlwire judge --list' has them; did you mean one?")]
    [InlineData("judge H2 --host unix:x --cases cases",
        "H2: no case exercises it. Two offers that are pending at once")]
    [InlineData("judge --host unix:x --cases cases --cases cases/one.json",
        "cases/one.json: the case one is in cases/one.json already")]
    [InlineData("judge --host unix:x --cases {empty}", "--cases {empty}: there is no case in it")]
    [InlineData("judge --host unix:x --cases cases/three.json", "{directory}/cases/three.json: no such file")]
    [InlineData("judge --host unix:x --cases bad.json",
        "bad.json: steps[1].until.host: 1: there is no such host: 0 is the last")]
    [InlineData("judge two --host unix:x --cases cases", "no case can be run: it needs --vfio-user")]
    [InlineData("judge --host stdio", "--host stdio: a new device listens for each case, which that cannot")]
    [InlineData("judge --host unix:x --qmp unix:x", "{here}/x is there twice: in unix:x and in unix:x")]
    [InlineData("judge --host unix:no/such/place --cases cases/one.json --driver d",
        "Cannot listen on unix:no/such/place: there is no directory {here}/no/such")]
    [InlineData("judge --host unix:x --driver {vfio-user}",
        "--driver: {vfio-user} stands for the endpoint of --vfio-user")]
    [InlineData("judge --host unix:x --timeout 3601", "--timeout: more than 0 and at most 3600 seconds")]
    [InlineData("judge --host unix:x --timeout NaN", "--timeout: more than 0 and at most 3600 seconds")]
    [InlineData("judge --conversation x --seed 1",
        "--conversation: it was held before, so that --seed says nothing of it")]
    [InlineData("judge H1 --conversation x", "--conversation: all rules are looked at, and no case: H1")]
    [InlineData("judge --host unix:x --only-failed bad.json",
        "bad.json: cases: a report of 'cxlwire judge', as JSON, has an array there")]
    [InlineData("judge --host unix:x --only-failed nameless.json", "nameless.json: cases[0].name: text is needed")]
    [InlineData("judge --host unix:x --only-failed other.json",
        "other.json: there is no case x among those that are asked for")]
    [InlineData("judge --host unix:x --only-failed none.json", "none.json: line 1 is no JSON")]
    public async Task What_cannot_be_done_makes_exit_code_2(string line, string sentence)
    {
        Directory.CreateDirectory(_directory.PathOf("empty"));
        _directory.Write(
            "bad.json",
            """{"name": "bad", "title": "", "rules": [], "steps": [{"pass": 1}, {"until": {"list": 1, "host": 1}}]}""");
        _directory.Write("nameless.json", """{"cases": [{"good": false}]}""");
        _directory.Write("other.json", """{"cases": [{"name": "x", "good": false}]}""");
        _directory.Write("none.json", "{");
        string Filled(string text) => text.Replace("{empty}", "empty", StringComparison.Ordinal)
            .Replace("{directory}", _directory.Path, StringComparison.Ordinal)
            .Replace("{here}", Environment.CurrentDirectory, StringComparison.Ordinal);
        Outcome outcome = await RunAsync(Filled(line));
        Assert.Equal((2, $"cxlwire: {Filled(sentence)}\n"), (outcome.ExitCode, outcome.Error));
    }

    private Task<Outcome> RunAsync(string line) => Cli.RunAsync([], line.Split(' '), directory: _directory.Path);
}
