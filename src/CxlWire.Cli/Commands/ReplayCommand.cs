using System.CommandLine;
using CxlWire.Cli.Replaying;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;

namespace CxlWire.Cli.Commands;

/// <summary><c>replay</c>: says again what was said once, and compares the answers.</summary>
internal sealed class ReplayCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly QuirkOptions _quirks = new();
    private readonly Argument<string> _file = new("CONVERSATION")
    {
        Description = "JSON lines, one conversation each, as docs/conversations.md says; '-': standard input.",
    };

    private readonly Option<string[]> _host = new("--host")
    {
        HelpName = "[N=]ENDPOINT",
        Description = $"Where the CCI of host N, 0 where left out, is: {EndpointText.Forms}. May be given several "
            + "times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _fabricManager = new("--fm")
    {
        HelpName = "ENDPOINT",
        Description = "Where the Fabric Manager's CCI is.",
    };

    private readonly Option<string?> _qmp = new("--qmp")
    {
        HelpName = "ENDPOINT",
        Description = "Where the control socket is.",
    };

    private readonly Option<string?> _device = new("--device")
    {
        HelpName = "FILE",
        Description = "The device, for conversations that do not name one, or whose file is neither beside them nor in "
            + "../devices; absent: the default device. The recordings of QEMU were held with "
            + "fixtures/devices/qemu-11.1.json. Over endpoints it says what the control socket calls the device.",
    };

    private readonly Option<string?> _faults = new("--faults")
    {
        HelpName = "FILE",
        Description = "Without endpoints: what goes wrong on purpose from the start, as for 'cxlwire serve'. A "
            + "recorded conversation has its own.",
    };

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Without endpoints: also counts, by row of docs/qemu.md, the steps that QEMU's peculiarities are "
            + "the reason for. The exit code is 1 only where they do not explain a difference.",
    };

    private readonly Option<string?> _junit =
        JUnitReport.CreateOption("a suite for each conversation, with a case for each step");

    public ReplayCommand(CliEnvironment environment)
        : base(
            "replay",
            "Plays a recorded conversation against a device and compares every answer.",
            "CONVERSATION [options]")
    {
        _environment = environment;
        Details =
        [
            "Without endpoints each conversation has a fresh device in this process. With endpoints it is whoever "
                + "listens there: a conversation begins with a fresh device, so of a file with several, play one for "
                + "each start of the server.",
            "Prints how many steps were answered identically, and the first difference of each kind: command and "
                + "field, conversation and step that have it first, and its byte, in hexadecimal, from the start of "
                + "the message, whose header has 12. Answers to 0400h and 0401h are not compared, since they list "
                + "what a device carries; nor is "
                + "the answer to a step of which the recorded one died. Steps without an endpoint, and resets of a "
                + "PCI function, are not carried over. The exit code is 1 where an answer differs.",
        ];
        Add(_file);
        Add(_host);
        Add(_fabricManager);
        Add(_qmp);
        Add(_device);
        _quirks.AddTo(this);
        Add(_faults);
        Add(_explain);
        Add(_junit);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire replay fixtures/conversations/sharing.jsonl",
                "two hosts, shared capacity; the file names its device"),
            ("cxlwire replay qemu-11.1.3.jsonl --device qemu-11.1.json --profile qemu",
                "what QEMU said, byte for byte"),
            ("cxlwire replay qemu-11.1.3.jsonl --device qemu-11.1.json --explain",
                "where the specification differs, and why"),
            ("cxlwire replay said.jsonl --junit said.xml", "for a CI server"),
            ("sed -n 3p qemu-11.1.3.jsonl | cxlwire replay - --host unix:/tmp/dcd --fm unix:/tmp/fm",
                "the third conversation of a file, with a server that was just started"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string file = result.GetRequiredValue(_file);
        FaultScenario? faults = FaultFile.Load(result.GetValue(_faults));
        RefuseBoth(result);
        using JUnitReport? junit = JUnitReport.Begin(result.GetValue(_junit), _environment, input: file);
        var summary = new ReplaySummary(
            result.GetValue(_explain) ? new QuirkSearch() : null, keepsOutcomes: junit is not null);
        try
        {
            await PlayAsync(result, file, faults, summary, junit, cancellationToken);
        }
        catch (Exception e) when (junit is not null && CommandLine.SentenceOf(e) is { } sentence)
        {
            junit.Add(
                summary.Outcomes.Count == 0 ? InputFile.NameOf(file) : SuiteOf(file, summary),
                [
                    .. summary.Outcomes.Select(outcome => StepCases.Of(outcome, isExplained: false)),
                    new JUnitCase("the rest", JUnitVerdict.Error, sentence),
                ]);
            throw;
        }

        summary.Print(_environment);
        return summary.Wrong is { } wrong
            ? throw new CliException($"{InputFile.NameOf(file)}: {wrong}", ExitCode.Refused)
            : ExitCode.Done;
    }

    private async Task PlayAsync(
        ParseResult result,
        string file,
        FaultScenario? faults,
        ReplaySummary summary,
        JUnitReport? junit,
        CancellationToken cancellationToken)
    {
        using var progress = new Progress(_environment, "replaying", "steps");
        await using EndpointPartner? endpoints = await ConnectAsync(result, cancellationToken);
        try
        {
            await using Stream stream = file == InputFile.StandardInput ? _environment.Input : File.OpenRead(file);
            foreach (Conversation conversation in ConversationFile.Read(stream))
            {
                summary.Begin(conversation);
                IReadOnlySet<int> unexplained;
                if (endpoints is not null)
                {
                    unexplained = await PlayAsync(
                        conversation, endpoints.AskAsync, summary, progress, cancellationToken);
                }
                else
                {
                    DeviceConfiguration configuration = _quirks.Apply(
                        result,
                        RecordedDevice.Load(file, conversation, result.GetValue(_device), _environment));
                    ConversationDevice device = Start(file, configuration, conversation);
                    device.Device.LoadFaults(faults);
                    ValueTask<StepReply?> AskAsync(ConversationStep step, CancellationToken _) => new(device.Ask(step));
                    unexplained = await PlayAsync(conversation, AskAsync, summary, progress, cancellationToken);
                    if (summary.Search is { } search)
                    {
                        unexplained =
                            await search.AddAsync(conversation, configuration, unexplained, cancellationToken);
                    }
                }

                junit?.Add(
                    SuiteOf(file, summary),
                    [.. summary.Outcomes.Select(o => StepCases.Of(o, isExplained: !unexplained.Contains(o.Index)))]);
                summary.End();
            }
        }
        catch (ConversationFormatException e)
        {
            throw new CliException($"{InputFile.NameOf(file)}: {e.Message}");
        }
    }

    private static string SuiteOf(string file, ReplaySummary summary) =>
        FormattableString.Invariant($"{InputFile.NameOf(file)}, conversation {summary.Conversations}");

    /// <returns>The steps that were answered differently.</returns>
    private static async Task<IReadOnlySet<int>> PlayAsync(
        Conversation conversation,
        StepPartner ask,
        ReplaySummary summary,
        Progress progress,
        CancellationToken cancellationToken)
    {
        var different = new HashSet<int>();
        IAsyncEnumerable<StepOutcome> outcomes =
            ConversationReplay.PlayAsync(conversation, summary.Conversations, ask, cancellationToken);
        await foreach (StepOutcome outcome in outcomes)
        {
            summary.Add(outcome);
            progress.Report(summary.Steps);
            if (outcome.Verdict == StepVerdict.Different)
                different.Add(outcome.Index);
        }

        return different;
    }

    /// <exception cref="CliException">The command line is about endpoints and about a device in here.</exception>
    private void RefuseBoth(ParseResult result)
    {
        bool isRemote = result.GetValue(_host) is { Length: > 0 } || result.GetValue(_fabricManager) is not null
            || result.GetValue(_qmp) is not null;
        bool isHere = _quirks.AreGiven(result) || result.GetValue(_explain) || result.GetValue(_faults) is not null;
        if (isRemote && isHere)
        {
            throw new CliException(
                "--profile, --quirk, --faults and --explain are about a device in this process: endpoints have "
                    + "their own");
        }
    }

    /// <summary>Connects to what the command line names; null where it names nothing.</summary>
    private async Task<EndpointPartner?> ConnectAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] hosts = result.GetValue(_host) ?? [];
        string? manager = result.GetValue(_fabricManager);
        string? control = result.GetValue(_qmp);
        if (hosts.Length == 0 && manager is null && control is null)
            return null;
        var partner = new EndpointPartner(DeviceFile.Load(result.GetValue(_device)).QomPath);
        try
        {
            foreach (string text in hosts)
            {
                (int host, var address) = EndpointText.ParseNumbered(text);
                await partner.AddHostAsync(host, address, cancellationToken);
            }

            if (manager is not null)
                await partner.AddFabricManagerAsync(EndpointText.Parse(manager), cancellationToken);
            if (control is not null)
                await partner.AddControlAsync(EndpointText.Parse(control), cancellationToken);
            return partner;
        }
        catch
        {
            await partner.DisposeAsync();
            throw;
        }
    }

    private static ConversationDevice Start(string file, DeviceConfiguration configuration, Conversation conversation)
    {
        try
        {
            return ConversationDevice.Start(configuration, conversation);
        }
        catch (ArgumentException e)
        {
            throw new CliException($"{InputFile.NameOf(file)}: {e.Message}");
        }
    }
}
