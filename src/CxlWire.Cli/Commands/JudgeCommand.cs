using System.CommandLine;
using CxlWire.Cli.Judging;
using CxlWire.Cli.Replaying;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Judge;

namespace CxlWire.Cli.Commands;

/// <summary><c>judge</c>: what a driver did wrong, rule by rule.</summary>
internal sealed class JudgeCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Option<string?> _conversation = new("--conversation")
    {
        HelpName = "FILE",
        Description = "What was recorded with 'cxlwire serve --record', or written by hand, as docs/conversations.md "
            + "says; '-': standard input. It is played on a device in this process.",
    };

    private readonly Option<string?> _device = new("--device")
    {
        HelpName = "FILE",
        Description = "The device, for conversations that do not name one; absent: the default device.",
    };

    private readonly Option<string[]> _report = new("--report")
    {
        HelpName = "FILE",
        Description = $"Also writes a report, by its extension: {VerdictReport.Extensions}; what is in the file is "
            + "overwritten. May be given several times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _level = new("--level")
    {
        HelpName = "LEVEL",
        Description = "Leaves out rules that bind less: must, should, or info (the default: all).",
        DefaultValueFactory = _ => "info",
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "T: how long a driver may take to answer; 20 where it is absent, as Linux's own watchdog.",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<bool> _list = new("--list")
    {
        Description = "Lists the rules, with what exercises them, and judges nobody.",
    };

    public JudgeCommand(CliEnvironment environment)
        : base(
            "judge",
            "Says which rules a driver kept and violated, with the steps that prove it.",
            "--conversation FILE [options]")
    {
        _environment = environment;
        _level.AcceptOnlyFromAmong("must", "should", "info");
        Details =
        [
            "The rules, H1 to H34, are in docs/judge/rules.md. A rule that nothing exercised has not passed: the "
                + "table says what would exercise it. Steps are numbered from 0, as 'cxlwire replay' does.",
            "The exit code is 0 where no rule that is a must was violated, 1 where one was, and 2 where nobody "
                + "could be judged.",
        ];
        Add(_conversation);
        Add(_device);
        Add(_report);
        Add(_level);
        Add(_timeout);
        Add(_list);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire judge --conversation fixtures/conversations/linux-dcd-v11-guest.jsonl",
                "what Linux's DCD driver did"),
            ("cxlwire judge --conversation said.jsonl --level must --report said.tap --report said.json",
                "musts only, and two reports"),
            ("cxlwire judge --list", "the rules"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var level = Enum.Parse<RuleLevel>(result.GetRequiredValue(_level), ignoreCase: true);
        if (result.GetValue(_list))
        {
            VerdictTable.PrintRules(
                _environment.Printer, DriverRules.All.Where(rule => rule.Level <= level), _environment.Width);
            return ExitCode.Done;
        }

        string file = result.GetValue(_conversation)
            ?? throw new CliException("--conversation FILE is needed, or --list");
        double seconds = result.GetValue(_timeout);
        if (!(seconds is > 0 and <= 86_400))
            throw new CliException("--timeout: more than 0 and at most 86400 seconds");
        string[] reports = result.GetValue(_report) ?? [];
        foreach (string report in reports)
            VerdictReport.Check("--report", report, _environment.Directory, file);
        var options = new JudgeOptions { Patience = TimeSpan.FromSeconds(seconds) };
        List<JudgedCase> cases =
            await JudgeAsync(result, file, options, level, cancellationToken);
        foreach (JudgedCase one in cases)
            VerdictTable.Print(_environment.Printer, one, _environment.Width);
        foreach (string report in reports)
            VerdictReport.Write(report, _environment.Directory, cases);
        if (cases.Count == 0)
            throw new CliException($"{InputFile.NameOf(file)}: there is no conversation in it");
        return cases.TrueForAll(one => one.Verdicts.IsGood) ? ExitCode.Done : ExitCode.Refused;
    }

    private async Task<List<JudgedCase>> JudgeAsync(
        ParseResult result, string file, JudgeOptions options, RuleLevel level, CancellationToken cancellationToken)
    {
        var cases = new List<JudgedCase>();
        var answers = new AnswerCount();
        using (var progress = new Progress(_environment, "judging", "steps"))
        {
            await using Stream stream = InputFile.Open(file, _environment);
            try
            {
                foreach (Conversation conversation in ConversationFile.Read(stream))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    DeviceConfiguration configuration = RecordedDevice.Load(
                        file, conversation, result.GetValue(_device), _environment);
                    var said = new List<ConversationStep>(conversation.Steps.Count);
                    Verdicts verdicts = ConversationJudge.Judge(
                        conversation,
                        configuration,
                        options,
                        (step, reply) =>
                        {
                            progress.Report(answers.Add(step, reply));
                            said.Add(step with { Reply = reply });
                        }).AtLeast(level);
                    string name =
                        FormattableString.Invariant($"{InputFile.NameOf(file)}, conversation {cases.Count + 1}");
                    cases.Add(new JudgedCase(name, verdicts) { Said = new SaidSteps(verdicts, said) });
                }
            }
            catch (ConversationFormatException e)
            {
                throw new CliException($"{InputFile.NameOf(file)}: {e.Message}");
            }
        }

        if (answers.Warning is { } warning)
            await _environment.Error.WriteLineAsync($"{CommandLine.Name}: {InputFile.NameOf(file)}: {warning}");
        return cases;
    }
}
