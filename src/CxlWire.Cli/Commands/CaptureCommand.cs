using System.CommandLine;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Conversations.Captures;

namespace CxlWire.Cli.Commands;

/// <summary><c>capture</c>: a recorded conversation as packets; and what has Wireshark show them.</summary>
internal sealed class CaptureCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _file = new("CONVERSATION")
    {
        Description = "JSON lines, as docs/conversations.md says; '-': standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "Write there, in place of what is there; absent: standard output.",
    };

    private readonly Option<string?> _dissector = new("--dissector")
    {
        HelpName = "FILE",
        Description = "Write Wireshark's dissector there, in place of what is there, and nothing else; '-': standard "
            + "output.",
    };

    public CaptureCommand(CliEnvironment environment)
        : base(
            "capture",
            "Writes a recorded conversation as pcapng, for Wireshark.",
            "[CONVERSATION] [options]")
    {
        _environment = environment;
        Details =
        [
            "The packets are those of MCTP that carry the commands, or would: of 64 bytes, from host 0 with EID 8, "
                + "host 1 with EID 10 and so on, or the Fabric Manager with EID 254, to the device with EID 9. "
                + "Comments have refusals (rule, field and byte), faults, and what else happened before. Message "
                + "tags are counted: a conversation does not keep them. Times are the device's, since it was made, "
                + "where the conversation has them; 'cxlwire serve --capture' has them all.",
            "With what --dissector writes, in its folder for personal plugins, Wireshark shows every field; "
                + "docs/captures.md.",
        ];
        Add(_file);
        Add(_out);
        Add(_dissector);
        SetAction(Run);
        Examples =
        [
            ("cxlwire capture said.jsonl --out said.pcapng", "what 'cxlwire serve --record said.jsonl' recorded"),
            ("cxlwire capture said.jsonl | wireshark -k -i -", "at once"),
            ("cxlwire capture --dissector ~/.local/lib/wireshark/plugins/cxlwire.lua", "once, for Wireshark"),
        ];
    }

    private int Run(ParseResult result)
    {
        string? output = result.GetValue(_out);
        if (result.GetValue(_dissector) is { } dissector)
        {
            if (result.GetValue(_file) is not null || output is not null)
                throw new CliException("--dissector FILE writes nothing else: no CONVERSATION, no --out");
            WriteDissector(dissector);
            return ExitCode.Done;
        }

        string file = result.GetValue(_file)
            ?? throw new CliException("a CONVERSATION is needed, or --dissector FILE");
        if (output is null && _environment.OutputIsTerminal)
            throw new CliException("a capture is no text: --out FILE, or a pipe");
        using Stream input = InputFile.Open(file, _environment);
        using FileStream? created = output is null ? null : File.Create(output);
        using var writer = new CaptureWriter(created ?? _environment.Output);
        try
        {
            foreach (Conversation conversation in ConversationFile.Read(input))
            {
                writer.BeginConversation();
                foreach (ConversationStep step in conversation.Steps)
                    writer.Add(step);
                if (conversation.CutLine is { } line)
                    _environment.Error.WriteLine(FormattableString.Invariant(
                        $"{InputFile.NameOf(file)}: line {line} is cut off, and left out"));
            }
        }
        catch (ConversationFormatException e)
        {
            throw new CliException($"{InputFile.NameOf(file)}: {e.Message}", ExitCode.Refused);
        }

        writer.Flush();
        return ExitCode.Done;
    }

    private void WriteDissector(string file)
    {
        using Stream content = typeof(CaptureCommand).Assembly.GetManifestResourceStream("cxlwire.lua")!;
        using FileStream? created = file == "-" ? null : File.Create(file);
        content.CopyTo(created ?? _environment.Output);
    }
}
