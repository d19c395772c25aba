using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Load.Soaking;

/// <summary>A control session: gives and takes, injects events and faults, resets, looks.</summary>
internal sealed class ControlActor(SoakDevice soak, int seed) : Actor(soak, seed)
{
    private static readonly string[] _faults =
    [
        """{"command": "any", "host": 2, "times": "always", "probability": 0.1}|{"fault": "delay", "ms": 300}""",
        """{"command": "any", "host": 2, "times": "always", "probability": 0.1}|{"fault": "no_reply"}""",
        """{"command": "any", "host": 2, "times": "always", "probability": 0.2}|{"fault": "wrong_tag"}""",
        """{"command": "any", "host": 2, "times": "always", "probability": 0.1}|{"fault": "cut", "bytes": 5}""",
        """{"command": "any", "host": 2, "times": "always", "probability": 0.2}|{"fault": "reply_twice"}""",
        """{"command": "any", "host": 2, "times": 3}|{"fault": "background", "after_ms": 200, "code": "Success"}""",
        """{"command": "any", "host": 2, "times": "always", "probability": 0.1}|{"fault": "change_list"}""",
        """{"record": "any", "host": 2, "times": "always", "probability": 0.3}|{"fault": "reorder_record"}""",
        """{"record": "any", "host": 2, "times": "always", "probability": 0.3}|{"fault": "drop_record"}""",
    ];

    private string Path => $"\"path\": \"{Soak.Device.Configuration.QomPath}\"";

    protected override async Task LiveAsync(CancellationToken stop)
    {
        await using EndpointConnection connection = await SoakDevice.ConnectAsync(Soak.Control);
        await ReadLineAsync(connection.Input);
        await AskAsync(connection, "qmp_capabilities", "");
        for (int i = Random.Next(100); i > 0 && !stop.IsCancellationRequested; i--)
        {
            (string command, string arguments) = Command();
            await AskAsync(connection, command, arguments);
        }
    }

    private (string Command, string Arguments) Command()
    {
        int region = Random.Next(2);
        string extents = Text(
            $"\"region\": {region}, \"extents\": [{{\"offset\": {Random.Next(24) << 21}, \"len\": {1 << 21}}}]");
        string tag = Random.Next(2) == 0
            ? "" : Text($", \"tag\": \"00000000-0000-0000-0000-00000000000{Random.Next(7)}\"");
        string host = Text($"{Path}, \"host-id\": {Random.Next(3)}");
        return Random.Next(14) switch
        {
            < 4 => ("cxl-add-dynamic-capacity", $"{host}, \"selection-policy\": \"prescriptive\", {extents}{tag}"),
            < 6 => ("cxl-release-dynamic-capacity", $"{host}, \"removal-policy\": \"prescriptive\", {extents}, "
                + $"\"forced-removal\": {Truth()}, \"sanitize-on-release\": {Truth()}"),
            6 => ("cxl-inject-dram-event", $"{host}, \"log\": \"informational\", \"flags\": 1, \"dpa\": 4096, "
                + "\"descriptor\": 3, \"type\": 3, \"transaction-type\": 192"),
            7 => ("x-cxlwire-load-faults", $"{Path}, \"scenario\": {{\"seed\": 1, \"faults\": [{Fault()}]}}"),
            8 => ("x-cxlwire-clear-faults", Path),
            9 => ("x-cxlwire-inject-fault", $"{Path}, \"host-id\": 2, \"fault\": {{\"fault\": \"reset\"}}"),
            10 => ("system_reset", ""),
            11 => ("qom-list", "\"path\": \"/machine/peripheral\""),
            _ => ("x-cxlwire-query-dynamic-capacity", host),
        };
    }

    private string Fault()
    {
        string[] parts = _faults[Random.Next(_faults.Length)].Split('|');
        return $"{{\"name\": \"soak\", \"when\": {parts[0]}, \"then\": {parts[1]}}}";
    }

    private string Truth() => Random.Next(2) == 0 ? "true" : "false";

    private async Task AskAsync(EndpointConnection connection, string command, string arguments)
    {
        string line = $"{{\"execute\": \"{command}\", \"arguments\": {{{arguments}}}, \"id\": {Actions}}}\n";
        await connection.Output.WriteAsync(Encoding.ASCII.GetBytes(line));
        while (true)
        {
            using JsonDocument reply = JsonDocument.Parse(await ReadLineAsync(connection.Input));
            JsonElement root = reply.RootElement;
            if (root.TryGetProperty("event", out _))
                continue;
            bool known = root.TryGetProperty("return", out _)
                || (root.TryGetProperty("error", out JsonElement error)
                    && error.GetProperty("class").GetString() == "GenericError");
            if (!known || root.GetProperty("id").GetInt64() != Actions)
                throw new InvalidDataException($"{this}: {line.Trim()} got {root}");
            Actions++;
            return;
        }
    }

    private static async Task<byte[]> ReadLineAsync(PipeReader input)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            ReadResult result = await input.ReadAsync(patience.Token);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                byte[] line = result.Buffer.Slice(0, end).ToArray();
                input.AdvanceTo(result.Buffer.GetPosition(1, end));
                return line;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
                throw new EndOfStreamException("the control session ended");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
