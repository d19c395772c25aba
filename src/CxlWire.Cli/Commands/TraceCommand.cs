using System.CommandLine;
using System.Text;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Conversations.Diagrams;
using CxlWire.Golden;

namespace CxlWire.Cli.Commands;

/// <summary><c>trace</c>: a conversation in lines, and as a sequence diagram.</summary>
internal sealed class TraceCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _file = new("CONVERSATION")
    {
        Description = "What 'serve --record' wrote, or others by docs/conversations.md; '-': standard input.",
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
            "Prints a recorded conversation, a line for each message, and draws it.",
            "CONVERSATION [options]")
    {
        _environment = environment;
        Details =
        [
            "Prints number, time in seconds (where it was recorded) and speaker of each step, the command with its "
                + "first fields, and the answer: return code, first fields, or the rule that refused it, with field "
                + "and byte. Faults, resets and control commands are steps, too. Steps are numbered from 0, as "
                + "'cxlwire replay' and 'judge' do; 'cxlwire decode --as conversation' has all bytes.",
            $"A diagram has the first {ConversationDiagram.MaxWhole / 2} and the last "
                + $"{ConversationDiagram.MaxWhole / 2} steps of one conversation, and says what it leaves out.",
        ];
        Add(_file);
        Add(_brief);
        Add(_only);
        Add(_mermaid);
        Add(_svg);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire trace fixtures/conversations/sharing.jsonl", "two hosts, shared capacity"),
            ("cxlwire trace said.jsonl --brief", "a line for each step"),
            ("cxlwire trace said.jsonl --svg said.svg --mermaid said.mmd", "pictures of it"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string file = result.GetRequiredValue(_file);
        string name = InputFile.NameOf(file);
        long? only = result.GetValue(_only);
        if (only < 1)
            throw new CliException("--only: conversations are numbered from 1");
        string? mermaid = PathOf(result, _mermaid, file), svg = PathOf(result, _svg, file);
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
            Draw(drawn, name, mermaid, svg);
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

    private static void Draw(Conversation conversation, string name, string? mermaid, string? svg)
    {
        SequenceDiagram diagram = ConversationDiagram.Whole(conversation.Steps);
        int count = conversation.Steps.Count;
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

    /// <exception cref="CliException">It is the input.</exception>
    private string? PathOf(ParseResult result, Option<string?> option, string input)
    {
        if (result.GetValue(option) is not { } file)
            return null;
        string path = Path.Combine(_environment.Directory, file);
        return Path.GetFullPath(input) == Path.GetFullPath(path)
            ? throw new CliException($"{option.Name}: {file} is the input")
            : path;
    }
}
