using System.CommandLine;
using CxlWire.Cli.Driving;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Judge;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Commands;

/// <summary><c>judge</c>: what a driver does wrong, rule by rule.</summary>
internal sealed class JudgeCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string[]> _names = new("RULE|CASE")
    {
        Description = "Only the cases that exercise these rules, or have these names; absent: all.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _conversation = new("--conversation")
    {
        HelpName = "FILE",
        Description = "Judges what was recorded with 'cxlwire serve --record', or written by hand, as "
            + "docs/conversations.md says; '-': standard input. It is played on a device in this process.",
    };

    private readonly Option<string[]> _cases = new("--cases")
    {
        HelpName = "FILE|DIR",
        Description = "Cases of yours, as docs/judge/cases.md has them, in place of those of this command. May be "
            + "given several times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly DriverOptions _driving = new(
        "The device, for cases and conversations that do not name one: a file or @NAME, as for 'cxlwire serve'; "
            + "absent: the default device.",
        RuleLevel.Info,
        "what the faults of all cases take their chances from, in place of the seeds that the cases have.");

    private readonly Option<string?> _onlyFailed = new("--only-failed")
    {
        HelpName = "FILE",
        Description = "Only the cases that failed by a JSON report of before; it may be a --report, too.",
    };

    private readonly Option<bool> _failFast = new("--fail-fast")
    {
        Description = "Begins no case any more once one has failed.",
    };

    private readonly Option<bool> _list = new("--list")
    {
        Description = "Lists the rules, with what exercises them, and the cases; and judges nobody.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Says which cases would be run, and how long that takes at most; and judges nobody.",
    };

    public JudgeCommand(CliEnvironment environment)
        : base(
            "judge",
            "Says which rules a driver keeps and violates, with the steps that prove it.",
            "[RULE|CASE]... --host ENDPOINT [--driver COMMAND] [options]")
    {
        _environment = environment;
        Details =
        [
            "The driver is put into cases, situations of a device of its own; or, with --conversation, what was said "
                + "before is judged. The rules, H1 to H34, are in docs/judge/rules.md. A rule that nothing exercised "
                + "has not passed: the table says what would exercise it. Steps are numbered from 0, as "
                + "'cxlwire replay' does.",
            "The exit code is 0 where no rule that is a must was violated and no driver ended or hung, 1 where one "
                + "was or did, and 2 where nobody could be judged.",
        ];
        Add(_names);
        Add(_driving.Host);
        Add(_driving.Mctp);
        Add(_driving.Function);
        Add(_driving.Driver);
        Add(_driving.Control);
        Add(_conversation);
        Add(_cases);
        Add(_driving.Device);
        Add(_driving.Report);
        Add(_driving.Level);
        Add(_driving.Timeout);
        Add(_driving.Ready);
        Add(_driving.Boot);
        Add(_driving.Seed);
        Add(_onlyFailed);
        Add(_failFast);
        Add(_driving.AllowRemote);
        Add(_list);
        Add(_dryRun);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire judge --host unix:/tmp/dcd --driver './my-driver {host}'", "a driver that is started for each "
                + "case"),
            ("cxlwire judge H1 H7 --host unix:/tmp/dcd --timeout 5 --report verdicts.html", "one that is started by "
                + "hand, in the cases of two rules"),
            ("cxlwire judge --conversation fixtures/conversations/linux-dcd-v11-guest.jsonl",
                "what Linux's DCD driver did"),
            ("cxlwire judge --conversation said.jsonl --level must --report said.tap --report said.json",
                "musts only, and two reports"),
            ("cxlwire judge --list", "the rules, and the cases"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        RuleLevel level = _driving.LevelOf(result);
        if (result.GetValue(_conversation) is { } file)
            return await JudgeConversationAsync(result, file, level, cancellationToken);
        IReadOnlyList<DriverCase> cases = CaseCatalog.Load(result.GetValue(_cases) ?? [], _environment.Directory);
        if (result.GetValue(_list))
            return List(result, cases, level);
        cases = CaseCatalog.Pick(cases, result.GetValue(_names) ?? []);
        if (_driving.SeedOf(result) is { } seed)
            cases = [.. cases.Select(one => CaseCatalog.WithSeed(one, (ulong)seed))];
        if (result.GetValue(_onlyFailed) is { } earlier)
        {
            HashSet<string> failed = [.. EarlierReport.FailedCases(earlier, _environment.Directory)];
            if (failed.Except(cases.Select(one => one.Name)).FirstOrDefault() is { } unknown)
                throw new CliException($"{earlier}: there is no case {unknown} among those that are asked for");
            cases = [.. cases.Where(one => failed.Contains(one.Name))];
            if (cases.Count == 0)
            {
                _environment.Printer.Write(DumpRole.Heading, $"no case failed in {earlier}: nothing to do");
                return ExitCode.Done;
            }
        }

        return await JudgeDriversAsync(result, cases, level, cancellationToken);
    }

    private int List(ParseResult result, IReadOnlyList<DriverCase> cases, RuleLevel level)
    {
        string[] names = result.GetValue(_names) ?? [];
        cases = CaseCatalog.Pick(cases, names);
        VerdictTable.PrintRules(
            _environment.Printer,
            DriverRules.All.Where(rule => rule.Level <= level
                && (names.Length == 0 || names.Select(CaseCatalog.RuleOf).Contains(rule))),
            _environment.Width);
        _environment.Printer.WriteLine();
        CaseList.Print(_environment.Printer, cases, _environment.Width);
        return ExitCode.Done;
    }

    private async Task<int> JudgeConversationAsync(
        ParseResult result, string file, RuleLevel level, CancellationToken cancellationToken)
    {
        Option? other = Options.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }
            && (_driving.SaysWhere(option) || option == _cases || option == _driving.Seed || option == _onlyFailed
                || option == _failFast || option == _list || option == _dryRun));
        if (other is not null)
            throw new CliException($"--conversation: it was held before, so that {other.Name} says nothing of it");
        if (result.GetValue(_names) is [var name, ..])
            throw new CliException($"--conversation: all rules are looked at, and no case: {name}");
        JudgeOptions options = DriverOptions.PatienceOf(_driving.Timeout.Name, result.GetValue(_driving.Timeout));
        string[] reports = _driving.ReportsOf(result, _environment.Directory, file);
        List<JudgedCase> cases = await ConversationCases.JudgeAsync(
            file, result.GetValue(_driving.Device), options, level, _environment, cancellationToken);
        foreach (JudgedCase one in cases)
            VerdictTable.Print(_environment.Printer, one, _environment.Width);
        foreach (string report in reports)
            VerdictReport.Write(report, _environment.Directory, cases);
        if (cases.Count == 0)
            throw new CliException($"{InputFile.NameOf(file)}: there is no conversation in it");
        return cases.TrueForAll(one => one.IsGood) ? ExitCode.Done : ExitCode.Refused;
    }

    private async Task<int> JudgeDriversAsync(
        ParseResult result, IReadOnlyList<DriverCase> cases, RuleLevel level, CancellationToken cancellationToken)
    {
        using PrivateSocket? socket = _driving.NeedsSocket(result) ? new PrivateSocket() : null;
        JudgeSettings settings = _driving.Read(result, socket)
            ?? throw new CliException(
                "--host ENDPOINT, --vfio-user PATH or --conversation FILE is needed, or --list");
        if (result.GetValue(_dryRun))
        {
            CaseList.PrintPlan(_environment.Printer, cases, settings, _environment.Width);
            return ExitCode.Done;
        }

        string[] reports = _driving.ReportsOf(result, _environment.Directory);
        if (cases.All(one => CaseJudge.WhyNot(one, settings) is not null))
            throw new CliException($"no case can be run: {CaseJudge.WhyNot(cases[0], settings)}");
        DriverOptions.CheckDescriptors(settings);
        using var signals = new StopSignals(cancellationToken);
        var session = new CaseSession(_environment, settings, level) { FailsFast = result.GetValue(_failFast) };
        IReadOnlyList<JudgedCase> judged = await session.RunAsync(cases, signals.Token);
        CaseTable.Print(_environment.Printer, judged, _environment.Width);
        foreach (string report in reports)
            VerdictReport.Write(report, _environment.Directory, judged);
        if (session.IsInterrupted)
            throw new CliException("interrupted: what was not judged has not passed");
        return judged.All(one => one.IsGood) ? ExitCode.Done : ExitCode.Refused;
    }
}
