using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CxlWire.Cli.Client;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;

namespace CxlWire.Cli.Commands;

/// <summary><c>send</c>: one request to a device, its response decoded.</summary>
internal sealed class SendCommand : CliCommand
{
    private const double MaxSeconds = 86_400;

    // Of a payload.
    private const int MaxBytes = 16;

    private readonly CliEnvironment _environment;
    private readonly Argument<string> _endpoint = new("ENDPOINT")
    {
        Description = $"Where the device's CCI is: {EndpointText.Forms}; or mctp:ENDPOINT/EID, an MCTP endpoint on a "
            + "serial line, which may also be pty:LINK or serial:PATH.",
    };

    private readonly Argument<string?> _opcode = new("OPCODE")
    {
        Description = "An opcode that has no name here, in hexadecimal: c000, c000h or 0xc000.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _payload = new("--payload")
    {
        HelpName = "HEX",
        Description = "The request payload itself, instead of options.",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "The response as JSON; the device's own notifications then go to standard error, a line each.",
        Recursive = true,
    };

    private readonly Option<bool> _full = new("--full")
    {
        Description = "Every field of the response, as 'cxlwire decode' shows it.",
        Recursive = true,
    };

    private readonly Option<string?> _qmp = new("--qmp")
    {
        HelpName = "ENDPOINT",
        Description = "The server's control socket (serve --qmp): where the device refuses, it is asked which rule "
            + "did, for which field and byte.",
        Recursive = true,
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "How long to wait for somebody to listen, and then for the response; 5 where absent.",
        DefaultValueFactory = _ => 5,
        CustomParser = ParseSeconds,
        Recursive = true,
    };

    public SendCommand(CliEnvironment environment)
        : base("send", "Sends one command to a device and decodes the response.", "ENDPOINT COMMAND [options]")
    {
        _environment = environment;
        BeforeSubcommand = _endpoint.Name;
        Details =
        [
            "COMMAND is a name or an opcode (get-dc-extent-list, 4801, 4801h, 0x4801). Its options are the fields of "
                + "the request, see 'cxlwire send ENDPOINT COMMAND --help'; what is not given is 0. Numbers are "
                + "decimal, "
                + "or hexadecimal after 0x. Event Notifications that come before the response are shown before it.",
            "Shown are the first bytes of request (>) and response (<), and the response's fields but reserved ones.",
            "The exit code is 1, with the return code's name on standard error, where the device refuses.",
        ];
        Add(_endpoint);
        Add(_opcode);
        Add(_payload);
        Add(_json);
        Add(_full);
        Add(_qmp);
        Add(_timeout);
        foreach (CommandRow row in CommandTable.Rows)
            Add(CreateCommand(row));
        SetAction(SendUnnamedAsync);
        Examples =
        [
            ("cxlwire send unix:/tmp/dcd get-dc-extent-list --start 0 --count 10", "by name, with options"),
            ("cxlwire send unix:/tmp/dcd 4801 --payload 0a00000000000000", "by opcode, with bytes"),
            (
                "cxlwire send unix:/tmp/dcd add-dc-response --extent start_dpa=0x10000000,length=0x8000000",
                "a list: one option for each entry"),
            ("cxlwire send unix:/tmp/dcd release-dc --qmp unix:/tmp/dcd-qmp", "with the reason, where it is refused"),
            ("cxlwire send mctp:pty:/tmp/dcd-mctp/9 identify", "over MCTP, to EID 9"),
            ("cxlwire send tcp:127.0.0.1:4800 get-event-records --log dynamic-capacity --json", "as JSON"),
        ];
    }

    private static double ParseSeconds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and <= MaxSeconds)
        {
            return seconds;
        }

        result.AddError($"--timeout: '{text}' where more than 0 and at most {MaxSeconds} seconds are expected");
        return 0;
    }

    private CliCommand CreateCommand(CommandRow row)
    {
        var options = new RequestOptions(row.Request);
        string number = row.Opcode.Value.ToString("x4", CultureInfo.InvariantCulture);
        var command = new CliCommand(row.CommandName, row.Opcode.Name ?? row.CommandName)
        {
            Label = $"{number}h",
            Details = [$"CXL r3.1 {row.Section}. Request payload: {row.RequestLength} bytes."],
            Aliases = { number, $"{number}h", $"0x{number}" },
        };
        foreach (Option option in options.Options)
            command.Add(option);
        command.SetAction((result, cancellationToken) =>
            SendAsync(result, row.Opcode, ReadPayload(result, options), cancellationToken));
        return command;
    }

    private Task<int> SendUnnamedAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_opcode) is not { } text)
            throw new CliException("a command is missing; --help says which there are");
        ReadOnlySpan<char> digits = text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..];
        else if (digits.EndsWith("h", StringComparison.OrdinalIgnoreCase))
            digits = digits[..^1];
        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort opcode))
            throw new CliException(
                $"'{text}' is no command, nor an opcode in hexadecimal; --help says which there are"
                    + Guess.Of(text, CommandTable.Rows.Select(row => row.CommandName)));
        return SendAsync(result, new Opcode(opcode), ReadPayload(result, null), cancellationToken);
    }

    private byte[] ReadPayload(ParseResult result, RequestOptions? options)
    {
        if (result.GetValue(_payload) is not { } text)
            return options?.Encode(result) ?? [];
        if (options?.Options.FirstOrDefault(o => result.GetResult(o) is { Implicit: false }) is { } other)
            throw new CliException($"--payload is the whole payload: {other.Name} cannot go with it");
        return HexInput.TryParse(text, out byte[]? payload, out HexInputError error)
            ? payload
            : throw new CliException($"--payload: {error}");
    }

    private async Task<int> SendAsync(
        ParseResult result, Opcode opcode, byte[] payload, CancellationToken cancellationToken)
    {
        (EndpointAddress address, byte? eid) = EndpointText.ParseMctp(result.GetRequiredValue(_endpoint));
        if (payload.Length > CciHeader.MaxPayloadLength)
            throw new CliException($"a payload has at most {CciHeader.MaxPayloadLength} bytes, not {payload.Length}");

        if (result.GetValue(_json) && result.GetValue(_full))
            throw new CliException("--json and --full: the response is shown once");
        var timeout = TimeSpan.FromSeconds(result.GetValue(_timeout));
        EndpointAddress? control = result.GetValue(_qmp) is { } qmp ? EndpointText.Parse(qmp) : null;
        await using RefusalReader? refusals = control is null
            ? null : await RefusalReader.ConnectAsync(control, timeout, cancellationToken);
        using var connecting = new Progress(_environment, $"connecting to {address}");
        await using EndpointConnection connection = await ConnectAsync(address, timeout, cancellationToken);
        connecting.Dispose();
        var client = new CciClient(connection);
        using MctpClient? mctp = eid is { } other ? new MctpClient(connection, other) : null;
        byte[] request = client.CreateRequest(opcode, payload);
        using var waiting = new Progress(_environment, $"waiting for the response to {opcode}");
        IReadOnlyList<byte[]> received = await OrGiveUpAsync(
            token => mctp is null ? client.SendAsync(request, token) : mctp.SendAsync(request, token),
            timeout,
            $"{address}: no response to {opcode}",
            cancellationToken);
        waiting.Dispose();
        CciMessage[] messages = [.. new CciMessageReader(received.SelectMany(m => m).ToArray()).ReadToEnd()];
        if (result.GetValue(_json))
            PrintJson(messages);
        else if (result.GetValue(_full))
            Print(messages, message => AnnotatedDump.Lines(message));
        else
            Print(messages, message => BriefLines(message, message.Index == 0 ? request : null));
        CciHeader header = messages[^1].Header;
        if (header.ReturnCode == ReturnCode.Success || header.ReturnCode == ReturnCode.BackgroundCommandStarted)
            return ExitCode.Done;
        string? reason = refusals is null
            ? null : await refusals.FindAsync(opcode, header.ReturnCode, cancellationToken);
        throw new CliException(
            $"{header.Opcode}: {header.ReturnCode}{(reason is null ? "" : $": {reason}")}", ExitCode.Refused);
    }

    /// <summary>Connecting ends by itself and says why; only where packets vanish it has to be given up.</summary>
    private static Task<EndpointConnection> ConnectAsync(
        EndpointAddress address, TimeSpan timeout, CancellationToken cancellationToken) =>
        OrGiveUpAsync(
            token => EndpointClient.ConnectAsync(address, timeout, token),
            timeout + TimeSpan.FromSeconds(1),
            $"{address}: no connection",
            cancellationToken);

    private static async Task<T> OrGiveUpAsync<T>(
        Func<CancellationToken, Task<T>> attempt, TimeSpan timeout, string failure, CancellationToken cancellationToken)
    {
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        gaveUp.CancelAfter(timeout);
        try
        {
            return await attempt(gaveUp.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string seconds = timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new CliException($"{failure} within {seconds} s");
        }
    }

    private void PrintJson(CciMessage[] messages)
    {
        foreach (CciMessage notification in messages[..^1])
            _environment.Error.WriteLine(notification.Summary);
        _environment.Text.WriteLine(FieldJson.ToText(messages[^1].Fields));
    }

    private void Print(CciMessage[] messages, Func<CciMessage, IEnumerable<DumpLine>> lines)
    {
        foreach (CciMessage message in messages)
        {
            if (message.Index > 0)
                _environment.Printer.WriteLine();
            _environment.Printer.Write(lines(message));
        }
    }

    private static IEnumerable<DumpLine> BriefLines(CciMessage message, byte[]? request)
    {
        if (request is not null)
            yield return BytesLine('>', request);
        yield return BytesLine('<', message.Bytes.Span);
        yield return new DumpLine([]);
        foreach (DumpLine line in AnnotatedDump.BriefLines(message))
            yield return line;
    }

    /// <summary>Header, and the first bytes of the payload.</summary>
    private static DumpLine BytesLine(char mark, ReadOnlySpan<byte> message)
    {
        string header = SpacedHex.Of(message[..CciHeader.Size]);
        ReadOnlySpan<byte> payload = message[CciHeader.Size..];
        string first = SpacedHex.Of(payload[..Math.Min(payload.Length, MaxBytes)]);
        string rest = payload.Length > MaxBytes ? " ..." : "";
        return new DumpLine(
        [
            new DumpSpan(DumpRole.Offset, $"{mark} "),
            new DumpSpan(DumpRole.Bytes, payload.IsEmpty ? header : $"{header}   {first}{rest}"),
        ]);
    }
}
