using System.CommandLine;
using System.Text;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Text;
using CxlWire.Cli.Tracing;
using CxlWire.Conversations;
using CxlWire.Conversations.Diagrams;
using CxlWire.Golden;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Commands;

/// <summary><c>trace</c>: a conversation in lines, and as a sequence diagram.</summary>
internal sealed class TraceCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _from = new("CONVERSATION|ENDPOINT")
    {
        Description = "A file that 'serve --record' wrote, or others by docs/conversations.md; '-': standard input. "
            + $"Or, where no file has that name, a server's control socket (serve --qmp): {EndpointText.Forms}.",
    };

    private readonly Option<bool> _brief = new("--brief")
    {
        Description = "A line for each step: who, what, return code, and why it was refused.",
    };

    private readonly Option<long?> _only = new("--only")
    {
        HelpName = "N",
        Description = "Only one of the file's conversations: its number, from 1.",
    };

    private readonly Option<bool> _once = new("--once")
    {
        Description = "Of a server: what it keeps of what was said so far, and then ends.",
    };

    private readonly Option<string?> _device = new("--device")
    {
        HelpName = "PATH",
        Description = "Of a server with several devices: which, by its QOM path, or the end of it, cxl-dcd3.",
    };

    private readonly Option<string?> _mermaid = new("--mermaid")
    {
        HelpName = "FILE",
        Description = "Also writes a sequence diagram as Mermaid's text; what is in the file is overwritten.",
    };

    private readonly Option<string?> _svg = new("--svg")
    {
        HelpName = "FILE",
        Description = "Also writes a sequence diagram as SVG, for light and dark; what is in the file is overwritten.",
    };

    public TraceCommand(CliEnvironment environment)
        : base(
            "trace",
            "Prints what is said, a line for each message, live or recorded, and draws it.",
            "CONVERSATION|ENDPOINT [options]")
    {
        _environment = environment;
        Details =
        [
            "Prints number, time in seconds (where it was recorded) and speaker of each step, the command with its "
                + "first fields, and the answer: return code, first fields, or the rule that refused it, with field "
                + "and byte. Faults, resets and control commands are steps, too. Steps are numbered from 0, as "
                + "'cxlwire replay' and 'judge' do; 'cxlwire decode --as conversation' has all bytes.",
            "Of a server, what it keeps of what was said so far is printed, and then what is said, as it happens, "
                + "until SIGINT (Ctrl-C) or SIGTERM.",
            $"A diagram has the first {ConversationDiagram.MaxWhole / 2} and the last "
                + $"{ConversationDiagram.MaxWhole / 2} steps of one conversation, and says what it leaves out.",
        ];
        Add(_from);
        Add(_brief);
        Add(_only);
        Add(_once);
        Add(_device);
        Add(_mermaid);
        Add(_svg);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire trace fixtures/conversations/sharing.jsonl", "two hosts, shared capacity"),
            ("cxlwire trace said.jsonl --brief", "a line for each step"),
            ("cxlwire trace unix:/tmp/dcd-qmp", "what is said to a server's device, as it happens"),
            ("cxlwire trace unix:/tmp/dcd-qmp --once --svg so-far.svg", "what was said so far, as a picture, too"),
            ("cxlwire trace said.jsonl --svg said.svg --mermaid said.mmd", "pictures of it"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string from = result.GetRequiredValue(_from);
        if (IsEndpoint(from))
            return await TraceServerAsync(result, from, cancellationToken);
        if (result.GetValue(_once) || result.GetValue(_device) is not null)
            throw new CliException($"--once and --device are for a server: {from} is none");
        return await TraceFileAsync(result, from, cancellationToken);
    }

    // Whoever has a file with such a name means the file.
    private static bool IsEndpoint(string text) => EndpointText.HasKind(text) && !File.Exists(text);

    private async Task<int> TraceServerAsync(ParseResult result, string endpoint, CancellationToken cancellationToken)
    {
        EndpointAddress address = EndpointText.Parse(endpoint);
        if (result.GetValue(_only) is not null)
            throw new CliException("--only is for a file: a server has no conversations with numbers");
        bool isOnce = result.GetValue(_once);
        string? mermaid = PathOf(result, _mermaid), svg = PathOf(result, _svg);
        if (!isOnce && (mermaid ?? svg) is not null)
        {
            throw new CliException(
                "a diagram has an end: with --once it is of what was said so far; serve --record keeps all that is "
                    + "said");
        }

        var trace = new LiveTrace(_environment, result.GetValue(_brief));
        string? device = result.GetValue(_device);
        if (!isOnce)
        {
            await trace.FollowAsync(address, device, cancellationToken);
            return ExitCode.Done;
        }

        (IReadOnlyList<ConversationStep> steps, long first) =
            await trace.PrintAsync(address, device, cancellationToken);
        if ((mermaid ?? svg) is not null)
            Draw(steps, first, endpoint, mermaid, svg);
        return ExitCode.Done;
    }

    private async Task<int> TraceFileAsync(ParseResult result, string file, CancellationToken cancellationToken)
    {
        string name = InputFile.NameOf(file);
        long? only = result.GetValue(_only);
        if (only < 1)
            throw new CliException("--only: conversations are numbered from 1");
        string? mermaid = PathOf(result, _mermaid), svg = PathOf(result, _svg);
        RefuseInput(_mermaid, mermaid, file);
        RefuseInput(_svg, svg, file);
        Conversation? drawn = null;
        long count = 0;
        await using (Stream stream = InputFile.Open(file, _environment))
        {
            try
            {
                foreach (Conversation conversation in ConversationFile.Read(stream))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    count++;
                    if (only is not null && only != count)
                        continue;
                    if (drawn is not null && (mermaid ?? svg) is not null)
                    {
                        throw new CliException(
                            $"{name}: there are several conversations, and a diagram has one: --only N says which");
                    }

                    if (drawn is not null)
                        _environment.Printer.WriteLine();
                    drawn = conversation;
                    Print(conversation, count, result.GetValue(_brief), cancellationToken);
                    if (conversation.CutLine is { } line)
                    {
                        await _environment.Error.WriteLineAsync(
                            $"{CommandLine.Name}: {name}: line {line} is cut off, and left out");
                    }
                }
            }
            catch (ConversationFormatException e)
            {
                throw new CliException($"{name}: {e.Message}");
            }
        }

        if (drawn is null)
        {
            throw new CliException(only is null
                ? $"{name}: there is no conversation in it"
                : $"{name}: there is no conversation {only}: it has {count}");
        }

        if ((mermaid ?? svg) is not null)
            Draw(drawn.Steps, 0, name, mermaid, svg);
        return ExitCode.Done;
    }

    private void Print(Conversation conversation, long number, bool isBrief, CancellationToken cancellationToken)
    {
        string device = conversation.Device is { } held ? $", device {TraceLines.Clean(held)}" : "";
        string steps = conversation.Steps.Count == 1 ? "1 step" : $"{conversation.Steps.Count} steps";
        _environment.Printer.Write(DumpRole.Heading, $"conversation {number}{device}: {steps}");
        var lines = new TraceLines(isBrief, conversation.Steps.Any(step => step.Time is not null));
        foreach ((int i, ConversationStep step) in conversation.Steps.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _environment.Printer.Write(lines.Of(step, i));
        }
    }

    private static void Draw(
        IReadOnlyList<ConversationStep> drawn, long first, string name, string? mermaid, string? svg)
    {
        SequenceDiagram diagram = ConversationDiagram.Whole(drawn, first);
        int count = drawn.Count;
        string steps = count == 1 ? "1 step" : $"{count} steps";
        int half = ConversationDiagram.MaxWhole / 2;
        string caption = $"{name}: {steps}" + (count > ConversationDiagram.MaxWhole
            ? $", of which the first {half} and the last {half} are drawn, and {count - (2 * half)} are left out"
            : "");
        if (mermaid is not null)
        {
            using var text = new StreamWriter(mermaid, append: false, new UTF8Encoding(false));
            MermaidSequence.Write(text, diagram, caption);
        }

        if (svg is not null)
        {
            using var stream = new FileStream(svg, FileMode.Create);
            SvgSequence.WriteFile(stream, diagram, caption);
        }
    }

    private string? PathOf(ParseResult result, Option<string?> option) =>
        result.GetValue(option) is { } file ? Path.Combine(_environment.Directory, file) : null;

    /// <exception cref="CliException">It is the input.</exception>
    private static void RefuseInput(Option<string?> option, string? path, string input)
    {
        if (path is not null && Path.GetFullPath(input) == Path.GetFullPath(path))
            throw new CliException($"{option.Name}: {input} is the input");
    }
}
