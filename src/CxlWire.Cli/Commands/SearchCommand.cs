using System.CommandLine;
using CxlWire.Cli.Driving;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Searching;
using CxlWire.Cli.Serving;
using CxlWire.Judge;

namespace CxlWire.Cli.Commands;

/// <summary><c>search</c>: looks for what a driver does not get over.</summary>
internal sealed class SearchCommand : CliCommand
{
    private const double MaxSeconds = 30 * 86_400;
    private const double DefaultSeconds = 60;

    private readonly CliEnvironment _environment;
    private readonly DriverOptions _driving = new(
        "The device of all episodes: a file or @NAME, as for 'cxlwire serve'; absent: with --driver each has one of "
            + "several, else the default device.",
        RuleLevel.Must,
        "the first episode; those after it have the numbers that follow. Absent: 1.");

    private readonly Option<long?> _episodes = new("--episodes")
    {
        HelpName = "N",
        Description = "Plays so many, and then ends.",
    };

    private readonly Option<double?> _seconds = new("--seconds")
    {
        HelpName = "SECONDS",
        Description = "Begins no episode after so long; absent: 60, where --episodes is, too. Making smaller what was "
            + "found counts.",
    };

    private readonly Option<double> _shrinkSeconds = new("--shrink-seconds")
    {
        HelpName = "SECONDS",
        Description = "Tries for so long to make a case smaller that failed; absent: 60; 0: not at all.",
        DefaultValueFactory = _ => 60,
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Where to what is found is written; absent: the current directory. It is made where there is "
            + "none.",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string?> _check = new("--check")
    {
        HelpName = "COMMAND",
        Description = "Is run by the shell when an episode is over and its driver still there, with the same endpoints "
            + "as --driver; an exit code that is not 0 fails the episode, as does T without an end.",
    };

    private readonly Option<bool> _failFast = new("--fail-fast")
    {
        Description = "Ends with what is found first.",
    };

    public SearchCommand(CliEnvironment environment)
        : base(
            "search",
            "Looks for what a driver does not get over, and for the shortest case that shows it.",
            "--host ENDPOINT [--driver COMMAND] [options]")
    {
        _environment = environment;
        Details =
        [
            "The driver is put into episodes: cases of chance, but of the kind that happen. Capacity is offered and "
                + "asked back, in chains, in haste, by force; replies are lost, late, or refusals; devices are reset. "
                + "An episode fails where a rule is violated, or the driver ends or hangs, or --check fails. Of each "
                + "reason one episode is made as small as it gets, and written: NAME.json is a case for 'cxlwire judge "
                + "--cases', NAME.jsonl a conversation for 'cxlwire replay' and 'cxlwire judge --conversation'. The "
                + "same seed has the same episode.",
            "A report has a case for each that was found, and one for all other episodes.",
            "The exit code is 0 where nothing was found, 1 where something was, and 2 where nobody could be judged. "
                + "SIGINT ends the search: what was found until then is written.",
        ];
        Add(_driving.Host);
        Add(_driving.Mctp);
        Add(_driving.Function);
        Add(_driving.Driver);
        Add(_driving.Control);
        Add(_check);
        Add(_driving.Seed);
        Add(_episodes);
        Add(_seconds);
        Add(_shrinkSeconds);
        Add(_out);
        Add(_driving.Device);
        Add(_driving.Report);
        Add(_driving.Level);
        Add(_driving.Timeout);
        Add(_driving.Ready);
        Add(_driving.Boot);
        Add(_failFast);
        Add(_driving.AllowRemote);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire search --host unix:/tmp/dcd --driver \"./my-driver {host}\" --timeout 2", "for a minute, with a "
                + "driver that is started for each episode"),
            ("cxlwire search --host unix:/tmp/dcd --episodes 100 --out found", "with one that is started by hand, and "
                + "lives through all"),
            ("cxlwire search --host unix:/tmp/dcd --driver \"./my-driver {host}\" --seed 4711 --episodes 1",
                "one episode again"),
            ("cxlwire search --host unix:/tmp/dcd --driver \"./my-driver {host}\" --episodes 50 --report found.html",
                "and a report of what was found"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using PrivateSocket? socket = _driving.NeedsSocket(result) ? new PrivateSocket() : null;
        JudgeSettings settings = (_driving.Read(result, socket)
            ?? throw new CliException("--host ENDPOINT, --mctp ENDPOINT or --vfio-user PATH is needed")) with
        {
            Check = result.GetValue(_check),
        };
        if (settings.Check is { } check && string.IsNullOrWhiteSpace(check))
            throw new CliException("--check: there is no command");
        DriverOptions.CheckPlaces("--check", settings.Check, settings);
        long? episodes = result.GetValue(_episodes);
        if (episodes < 1)
            throw new CliException("--episodes: 1 is the least");
        double? seconds = result.GetValue(_seconds) ?? (episodes is null ? DefaultSeconds : null);
        var plan = new SearchPlan
        {
            Seed = _driving.SeedOf(result) ?? 1,
            Episodes = episodes,
            Time = seconds is { } time ? Seconds(_seconds.Name, time, least: double.Epsilon) : null,
            ShrinkTime = Seconds(_shrinkSeconds.Name, result.GetValue(_shrinkSeconds), least: 0),
            Level = _driving.LevelOf(result),
            Directory = Path.GetFullPath(Path.Combine(_environment.Directory, result.GetRequiredValue(_out))),
            Configuration = settings.Command is null || result.GetValue(_driving.Device) is not null
                ? settings.Configuration : null,
            FailsFast = result.GetValue(_failFast),
        };
        TroubleFiles.Check("--out", plan.Directory);
        string[] reports = _driving.ReportsOf(result, _environment.Directory);
        DriverOptions.CheckDescriptors(settings);
        using var signals = new StopSignals(cancellationToken);
        var session = new SearchSession(_environment, settings, plan);
        await session.RunAsync(signals.Token);
        foreach (string report in reports)
            VerdictReport.Write(report, _environment.Directory, session.Judged);
        return session.Found.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static TimeSpan Seconds(string option, double seconds, double least) =>
        seconds >= least && seconds <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new CliException(FormattableString.Invariant(
                $"{option}: {(least > 0 ? "more than 0" : "at least 0")} and at most {MaxSeconds} seconds"));
}
