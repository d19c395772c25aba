using System.CommandLine;
using System.Globalization;
using CxlWire.Cli.Replaying;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Golden;

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
                + "field. Answers to 0400h and 0401h are not compared, since they list what a device carries; nor is "
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
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire replay fixtures/conversations/sharing.jsonl",
                "two hosts, shared capacity; the file names its device"),
            ("cxlwire replay qemu-11.1.3.jsonl --device qemu-11.1.json --profile qemu",
                "what QEMU said, byte for byte"),
            ("cxlwire replay qemu-11.1.3.jsonl --device qemu-11.1.json --explain",
                "where the specification differs, and why"),
            ("sed -n 3p qemu-11.1.3.jsonl | cxlwire replay - --host unix:/tmp/dcd --fm unix:/tmp/fm",
                "the third conversation of a file, with a server that was just started"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string file = result.GetRequiredValue(_file);
        FaultScenario? faults = FaultFile.Load(result.GetValue(_faults));
        EndpointPartner? endpoints = await ConnectAsync(result, cancellationToken);
        var totals = new ReplayTotals();
        QuirkSearch? search = result.GetValue(_explain) ? new QuirkSearch() : null;
        int conversations = 0;
        long? cutLine = null;
        try
        {
            await using Stream stream = file == InputFile.StandardInput ? _environment.Input : File.OpenRead(file);
            foreach (Conversation conversation in ConversationFile.Read(stream))
            {
                conversations++;
                cutLine = conversation.CutLine;
                if (endpoints is not null)
                {
                    await PlayAsync(conversation, conversations, endpoints.AskAsync, totals, cancellationToken);
                    continue;
                }

                DeviceConfiguration configuration = _quirks.Apply(result, Load(result, file, conversation));
                ConversationDevice device = Start(file, configuration, conversation);
                device.Device.LoadFaults(faults);
                ValueTask<StepReply?> AskAsync(ConversationStep step, CancellationToken _) => new(device.Ask(step));
                HashSet<int> different = await PlayAsync(
                    conversation, conversations, AskAsync, totals, cancellationToken);
                if (search is not null)
                    await search.AddAsync(conversation, configuration, different, cancellationToken);
            }
        }
        catch (ConversationFormatException e)
        {
            throw new CliException($"{InputFile.NameOf(file)}: {e.Message}");
        }
        finally
        {
            if (endpoints is not null)
                await endpoints.DisposeAsync();
        }

        Print(conversations, totals, search, cutLine);
        string? wrong = search switch
        {
            { Unexplained: > 0 } => Count(search.Unexplained, "unexplained step"),
            null when totals[StepVerdict.Different] is > 0 and var different =>
                Count(different, "step differs", "steps differ"),
            _ => null,
        };
        return wrong is null
            ? ExitCode.Done
            : throw new CliException($"{InputFile.NameOf(file)}: {wrong}", ExitCode.Refused);
    }

    private static async Task<HashSet<int>> PlayAsync(
        Conversation conversation,
        int number,
        StepPartner ask,
        ReplayTotals totals,
        CancellationToken cancellationToken)
    {
        var different = new HashSet<int>();
        IAsyncEnumerable<StepOutcome> outcomes =
            ConversationReplay.PlayAsync(conversation, number, ask, cancellationToken);
        await foreach (StepOutcome outcome in outcomes)
        {
            totals.Add(outcome);
            if (outcome.Verdict == StepVerdict.Different)
                different.Add(outcome.Index);
        }

        return different;
    }

    /// <summary>Connects to what the command line names; null where it names nothing.</summary>
    private async Task<EndpointPartner?> ConnectAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] hosts = result.GetValue(_host) ?? [];
        string? manager = result.GetValue(_fabricManager);
        string? control = result.GetValue(_qmp);
        if (hosts.Length == 0 && manager is null && control is null)
            return null;
        if (_quirks.AreGiven(result) || result.GetValue(_explain) || result.GetValue(_faults) is not null)
        {
            throw new CliException(
                "--profile, --quirk, --faults and --explain are about a device in this process: endpoints have "
                    + "their own");
        }

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

    /// <summary>
    /// The device that is in the conversation, or that it names, from beside it or ../devices; else that of --device.
    /// </summary>
    private DeviceConfiguration Load(ParseResult result, string file, Conversation conversation)
    {
        string? otherwise = result.GetValue(_device);
        if (conversation.Configuration is { } configuration)
            return configuration;
        if (conversation.Device is not { } name)
            return DeviceFile.Load(otherwise);
        if (name.Length == 0 || name != Path.GetFileName(name))
            throw new CliException($"{InputFile.NameOf(file)}: a conversation's device is no plain file name");
        string directory = file == InputFile.StandardInput
            ? _environment.Directory
            : Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] places =
            [Path.Combine(directory, name), Path.GetFullPath(Path.Combine(directory, "..", "devices", name))];
        string found = places.FirstOrDefault(File.Exists) ?? otherwise ?? throw new CliException(
            $"{InputFile.NameOf(file)}: its device {name} is neither beside it nor in ../devices: --device may say "
                + "where");
        return DeviceFile.Load(found);
    }

    private void Print(int conversations, ReplayTotals totals, QuirkSearch? search, long? cutLine)
    {
        LinePrinter printer = _environment.Printer;
        printer.Write(DumpRole.Heading, $"{Count(conversations, "conversation")}, {Count(totals.Steps, "step")}");
        printer.Write(DumpRole.Value, $"  {totals[StepVerdict.Identical]} identical");
        printer.Write(DumpRole.Field, $"  {totals[StepVerdict.Different]} different");
        printer.Write(DumpRole.Field, $"  {totals[StepVerdict.Answered]} answered, not compared");
        printer.Write(DumpRole.Field, $"  {totals[StepVerdict.NotCarriedOver]} not carried over");
        if (cutLine is { } line)
            printer.Write(DumpRole.Field, FormattableString.Invariant($"  line {line} is cut off, and left out"));
        if (totals.Kinds.Count > 0)
        {
            printer.WriteLine();
            printer.Write(TextTable.Lines(
                ["command", "field", "steps", "first (conversation, step)", "offset", "recorded", "answered"],
                [
                    DumpRole.Group, DumpRole.Field, DumpRole.Value, DumpRole.Field, DumpRole.Offset, DumpRole.Value,
                    DumpRole.Error,
                ],
                [.. totals.Kinds.Select(Row)],
                _environment.Width));
        }

        if (search is null || totals[StepVerdict.Different] == 0)
            return;
        printer.WriteLine();
        (string Row, int Steps)[] reasons =
        [
            .. search.Rows,
            .. new[]
            {
                (Row: "several alike", Steps: search.BySeveral),
                (Row: "unexplained", Steps: search.Unexplained),
            }.Where(r => r.Steps > 0),
        ];
        printer.Write(TextTable.Lines(
            ["row", "steps"],
            [DumpRole.Group, DumpRole.Value],
            [.. reasons.Select(r => new[] { r.Row, Text(r.Steps) })]));
    }

    private static string[] Row(DifferenceKind kind) =>
    [
        kind.Asked,
        kind.Difference.Path,
        Text(kind.Steps),
        $"{Text(kind.First.Conversation)}, {Text(kind.First.Index)}",
        kind.Difference.Offset.ToString("x4", CultureInfo.InvariantCulture),
        kind.Difference.Left,
        kind.Difference.Right,
    ];

    private static string Count(int count, string one, string? several = null) =>
        $"{Text(count)} {(count == 1 ? one : several ?? $"{one}s")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
