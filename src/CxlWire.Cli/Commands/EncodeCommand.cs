using System.CommandLine;
using System.Text;
using CxlWire.Cli.Text;
using CxlWire.Golden;

namespace CxlWire.Cli.Commands;

/// <summary><c>encode</c>: JSON to bytes.</summary>
internal sealed class EncodeCommand : CliCommand
{
    private const int BytesPerRow = 16;

    private readonly CliEnvironment _environment;
    private readonly Argument<string> _layout = new("LAYOUT")
    {
        Description = "What the bytes are to be: a layout of 'list --layouts', or cci-message: one message or an array "
            + "of them, as 'decode --json' prints them.",
    };

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "JSON as 'decode --json' prints it, or a golden's (fixtures/messages). Reserved fields and "
            + "counts may be left out. Absent or '-': standard input.",
        DefaultValueFactory = _ => InputFile.StandardInput,
    };

    private readonly Option<bool> _hex = new("--hex")
    {
        Description = "Hexadecimal text, as 'decode --hex' reads it; the default on a terminal.",
    };

    private readonly Option<string?> _out = new("--out") { HelpName = "FILE", Description = "Write there." };

    public EncodeCommand(CliEnvironment environment)
        : base("encode", "Makes bytes from JSON: the inverse of 'decode --json'.", "LAYOUT [FILE] [options]")
    {
        _environment = environment;
        Add(_layout);
        Add(_file);
        Add(_hex);
        Add(_out);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire encode cci-message messages.json --out messages.bin", "messages to a file"),
            ("cxlwire encode cci-message fixtures/messages/4802_add_dc_response/request_typical.json", "a golden"),
            ("echo '{\"log\": 4}' | cxlwire encode get-event-records-request --hex", "a payload, as hexadecimal text"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string name = result.GetRequiredValue(_layout);
        string file = result.GetRequiredValue(_file);
        Protocol.Layout? layout = LayoutName.IsMessages(name) ? null : LayoutName.Find(name);
        using var progress = new Progress(_environment, "encoding");
        ReadOnlyMemory<byte> json = await InputFile.ReadAsync(file, _environment, cancellationToken);
        bool ok = layout is null
            ? FieldJson.TryEncodeMessages(json, out byte[]? bytes, out JsonFormError error)
            : FieldJson.TryEncode(json, layout, out bytes, out error);
        if (!ok)
            throw new CliException($"{InputFile.NameOf(file)}: {error}");
        progress.Dispose();
        string? output = result.GetValue(_out);
        bool hex = result.GetValue(_hex) || (output is null && _environment.OutputIsTerminal);
        byte[] content = hex ? HexText(bytes!) : bytes!;
        if (output is null)
            await _environment.Output.WriteAsync(content, cancellationToken);
        else
            await File.WriteAllBytesAsync(output, content, cancellationToken);
        return ExitCode.Done;
    }

    private static byte[] HexText(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (byte[] row in bytes.Chunk(BytesPerRow))
            text.Append(SpacedHex.Of(row)).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
