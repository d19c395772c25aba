using System.CommandLine;
using System.Text.Json;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.Cli.Commands;

/// <summary><c>decode</c>: bytes to an annotated dump or JSON.</summary>
internal sealed class DecodeCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "Bytes, or hexadecimal text (blanks, offsets ending in ':' and comments after '#' or '|' are "
            + "skipped). Absent or '-': standard input.",
        DefaultValueFactory = _ => InputFile.StandardInput,
    };

    private readonly Option<string> _as = new("--as")
    {
        HelpName = "LAYOUT",
        Description = "What the bytes are: a layout of 'list --layouts', or cci-message, which is the default: CCI "
            + "messages back to back, each payload read by its opcode.",
        DefaultValueFactory = _ => LayoutName.Messages,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "JSON, which 'encode' turns into the same bytes.",
    };

    public DecodeCommand(CliEnvironment environment)
        : base("decode", "Says what bytes mean: offset, bytes, field, value, unit.", "[FILE] [options]")
    {
        _environment = environment;
        Add(_file);
        Add(_as);
        Add(_json);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire decode recording.bin", "every message of a recorded CCI stream"),
            ("echo 04 | cxlwire decode --as get-event-records-request --json", "a payload, as JSON"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string name = result.GetRequiredValue(_as);
        Layout? layout = LayoutName.IsMessages(name) ? null : LayoutName.Find(name);
        string file = result.GetRequiredValue(_file);
        ReadOnlyMemory<byte> bytes = await InputFile.ReadBytesAsync(file, _environment, cancellationToken);
        string? error = layout is null
            ? DecodeMessages(bytes, result.GetValue(_json))
            : Decode(bytes, layout, result.GetValue(_json));
        return error is null ? ExitCode.Done : throw new CliException($"{InputFile.NameOf(file)}: {error}");
    }

    private string? DecodeMessages(ReadOnlyMemory<byte> bytes, bool json)
    {
        var reader = new CciMessageReader(bytes);
        if (json)
            JsonOutput.Write(_environment, writer => Write(writer, reader));
        else
            _environment.Printer.Write(AnnotatedDump.Lines(reader));
        return reader.Error?.ToString();
    }

    private static void Write(Utf8JsonWriter writer, CciMessageReader reader)
    {
        writer.WriteStartArray();
        foreach (CciMessage message in reader.ReadToEnd())
            FieldJson.Write(writer, message.Fields);
        writer.WriteEndArray();
    }

    private string? Decode(ReadOnlyMemory<byte> bytes, Layout layout, bool json)
    {
        bool ok = FieldNode.TryRead(bytes, layout, out FieldNode? root, out LayoutError error);
        if (ok && json)
            _environment.Text.WriteLine(FieldJson.ToText(root!));
        else if (!json)
            _environment.Printer.Write(ok ? AnnotatedDump.Lines(root!) : AnnotatedDump.Lines(bytes, error));
        return ok ? null : error.ToString();
    }
}
