using System.CommandLine;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Cli.Commands;

/// <summary><c>decode</c>: bytes to an annotated dump or JSON.</summary>
internal sealed class DecodeCommand : CliCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "Bytes; with --hex, text. Absent or '-': standard input.",
        DefaultValueFactory = _ => InputFile.StandardInput,
    };

    private readonly Option<string> _as = new("--as")
    {
        HelpName = "LAYOUT",
        Description = "What the bytes are: a layout of 'list --layouts'; cci-message, which is the default: CCI "
            + "messages back to back, each payload read by its opcode, or the frames of a serial line with MCTP; "
            + "or conversation: a file of 'serve --record', "
            + "whose commands and answers are shown as messages.",
        DefaultValueFactory = _ => LayoutName.Messages,
    };

    private readonly Option<bool> _hex = new("--hex")
    {
        Description = "The input is hexadecimal text: blanks, offsets ending in ':' and comments after '#' or '|' are "
            + "skipped. Else it is bytes, whatever it looks like.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "JSON, which 'encode' turns into the same bytes.",
    };

    public DecodeCommand(CliEnvironment environment)
        : base("decode", "Says what bytes mean: offset, bytes, field, value, unit.", "[FILE] [options]")
    {
        _environment = environment;
        Details =
        [
            "The exit code is 1 where a message's payload is not what its opcode asks for, in a conversation too; the "
                + "dump says why, and JSON has it as payload_refused. It is 2 where the input is cut off, or is none "
                + "of the layout: then JSON has refused, which says why, and the bytes.",
        ];
        Add(_file);
        Add(_as);
        Add(_hex);
        Add(_json);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire decode recording.bin", "every message of a recorded CCI stream"),
            ("echo 04 | cxlwire decode --hex --as get-event-records-request --json", "a payload, as JSON"),
            ("cxlwire decode --as conversation said.jsonl", "what 'serve --record' wrote"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string name = result.GetRequiredValue(_as);
        string file = result.GetRequiredValue(_file);
        (bool isHex, bool isJson) = (result.GetValue(_hex), result.GetValue(_json));
        bool isConversation = name == LayoutName.Conversation;
        if (isConversation && isHex)
            throw new CliException("--hex: a conversation is text of its own");
        Layout? layout = isConversation || LayoutName.IsMessages(name) ? null : LayoutName.Find(name);
        string? error = layout is not null
            ? Decode(await InputFile.ReadAsync(file, _environment, cancellationToken, isHex), layout, isHex, isJson)
            : DecodeStream(file, isConversation, isHex, isJson);
        if (error is null)
            return ExitCode.Done;
        await _environment.Text.FlushAsync(cancellationToken);
        throw new CliException($"{InputFile.NameOf(file)}: {error}");
    }

    /// <summary>Message by message: what has been shown is not kept.</summary>
    private string? DecodeStream(string file, bool isConversation, bool isHex, bool isJson)
    {
        using Stream input = InputFile.Open(file, _environment, isHex);

        // On one terminal the dump itself is progress enough.
        bool isSilent = !_environment.OutputIsTerminal;
        if (isConversation)
        {
            using var steps = new Progress(_environment, "decoding", "steps", isWanted: isSilent);
            return DecodeConversation(file, input, isJson, steps);
        }

        byte[] first = new byte[2];
        first = first[..input.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        if (MctpLine.IsLine(first))
            return DecodeLine(InputFile.ReadRest(first, input, file), isJson);
        using var progress = new Progress(_environment, "decoding", "bytes", isWanted: isSilent);
        var reader = new CciMessageReader(first, input);
        if (isJson)
            WriteJson(reader.ReadToEnd().Select(Noted));
        else
            _environment.Printer.Write(AnnotatedDump.Lines(reader).Select(Noted));
        if (reader.Error is null && reader.FirstRefused is { } refused)
            throw Refused(file, $"message {refused.Index + 1}", refused);

        bool mayBeText = reader.Error is not null && reader.Offset == 0 && HexInput.MayBeText(reader.Rest.Span);
        return reader.Error + (mayBeText && !isHex ? InputFile.Hint : "") is { Length: > 0 } error ? error : null;

        T Noted<T>(T item)
        {
            progress.Report(reader.Offset);
            return item;
        }
    }

    /// <summary>A serial line with MCTP: what is wrong on it is what somebody may have recorded it for.</summary>
    private string? DecodeLine(ReadOnlyMemory<byte> line, bool isJson)
    {
        MctpLineFrame[] frames = [.. MctpLine.Read(line)];
        if (!isJson)
        {
            _environment.Printer.Write(MctpDump.Lines(frames));
        }
        else
        {
            JsonOutput.Write(_environment, writer =>
            {
                writer.WriteStartArray();
                foreach (MctpLineFrame frame in frames)
                    FieldJson.Write(writer, frame.Bytes, MctpSerial.Layout);
                writer.WriteEndArray();
            });
        }

        MctpLineFrame? wrong = frames.FirstOrDefault(frame => frame.Status != MctpFrameStatus.Packet);
        return wrong is null ? null : $"frame {wrong.Index + 1}, byte {wrong.Offset}: not a whole frame";
    }

    private string? DecodeConversation(string file, Stream input, bool isJson, Progress progress)
    {
        (string Place, CciMessage Message)? refused = null;
        try
        {
            if (isJson)
                WriteJson(Steps().SelectMany(step => step.Messages));
            else
                ConversationMessages.Print(_environment.Printer, Steps());
        }
        catch (ConversationFormatException e)
        {
            return e.Message;
        }

        return refused is { } first ? throw Refused(file, first.Place, first.Message) : null;

        IEnumerable<ConversationMessages> Steps()
        {
            int number = 0;
            foreach (ConversationMessages step in ConversationMessages.Of(input))
            {
                progress.Report(++number);
                if (refused is null && step.Messages.FirstOrDefault(m => m.PayloadError is not null) is { } message)
                    refused = (step.Place, message);
                yield return step;
            }
        }
    }

    /// <summary>What ends the command once everything is shown.</summary>
    private CliException Refused(string file, string which, CciMessage message)
    {
        _environment.Text.Flush();
        return new CliException(
            $"{InputFile.NameOf(file)}: {which}, payload: {message.PayloadError}", ExitCode.Refused);
    }

    private void WriteJson(IEnumerable<CciMessage> messages) => JsonOutput.Write(_environment, writer =>
    {
        writer.WriteStartArray();
        foreach (CciMessage message in messages)
        {
            FieldJson.Write(writer, message);
            writer.Flush();
        }

        writer.WriteEndArray();
    });

    private string? Decode(ReadOnlyMemory<byte> bytes, Layout layout, bool isHex, bool isJson)
    {
        bool ok = FieldNode.TryRead(bytes, layout, out FieldNode? root, out LayoutError error);
        if (isJson)
            JsonOutput.Write(_environment, writer => FieldJson.Write(writer, bytes, layout));
        else
            _environment.Printer.Write(ok ? AnnotatedDump.Lines(root!) : AnnotatedDump.Lines(bytes, error));
        return ok ? null : $"{error}{(!isHex && HexInput.MayBeText(bytes.Span) ? InputFile.Hint : "")}";
    }
}
