using System.Text;
using System.Xml.Linq;
using CxlWire.Cli.Client;
using CxlWire.Protocol;
using CxlWire.Tests;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

/// <summary><c>trace</c> of a server, as what is said to its device happens.</summary>
public sealed class LiveTraceTests : IDisposable
{
    private const string Greeting = "{\"QMP\": {}}\n{\"return\": {}}\n";

    private const string Add =
        """
        {"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "cxl-dcd0", "host-id": 0,
         "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 0, "len": 2097152}]}}
        """;

    private const string Said =
        """
            0  host 0  - connect, stream
            1  host 0  > Add Dynamic Capacity Response (4802h): count 0
                       < Invalid Input (02h): rule A1, field count, byte 0
            2  QMP     - connect, control

        """;

    private readonly TempDirectory _directory = new();

    private string Control => $"unix:{_directory.PathOf("qmp")}";

    private string Host => $"unix:{_directory.PathOf("h")}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Prints_what_was_said_and_then_what_is_until_it_is_told_to_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no kill");
        await using CliProcess server = await CliProcess.ServeAsync("--host", Host, "--qmp", Control);
        await using EndpointConnection host = await ConnectAsync(Host, server);
        await SendAsync(host, Opcode.GetDynamicCapacityExtentList, "ffffffff00000000", server);
        await using CliProcess trace = CliProcess.Start("trace", Control);
        using var reader = new StreamReader(trace.Output);
        string text = await ReadAsync(reader, 4, trace);
        await SendAsync(
            host,
            Opcode.AddDynamicCapacityResponse,
            "0100000000000000000000100000000000000008000000000000000000000000",
            server);
        string document = await File.ReadAllTextAsync(Repository.PathOf("docs", "trace.md"), Cli.Cancelled);
        Assert.Contains(
            $"$ cxlwire trace unix:/tmp/dcd-qmp\n{text}{await ReadAsync(reader, 2, trace)}```",
            document,
            StringComparison.Ordinal);
        await ControlAsync(server, Add);
        string add = "{\"path\":\"cxl-dcd0\",\"host-id\":0,\"selection-policy\":\"prescriptive\",\"region\":0,"
            + "\"extents\":[{\"offset\":0,\"len\":2097152}]}";
        Assert.Equal(
            $"""
                4  QMP     - connect, control
                5  QMP     > cxl-add-dynamic-capacity: {add}
                           < success

            """,
            await ReadAsync(reader, 3, trace));
        trace.Signal("INT");
        Assert.Equal((0, ""), await trace.WaitAsync());
    }

    [Fact]
    public async Task Ends_with_a_sentence_when_the_server_ends()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--host", Host, "--qmp", Control);
        await using CliProcess trace = CliProcess.Start("trace", Control, "--brief");
        using var reader = new StreamReader(trace.Output);
        Assert.Equal("    0  QMP     connect, control\n", await ReadAsync(reader, 1, trace));
        await ControlAsync(server, "{\"execute\": \"quit\"}");
        Assert.Equal((2, "cxlwire: the control socket closed the session\n"), await trace.WaitAsync());
    }

    [Fact]
    public async Task Draws_what_was_said_so_far_and_ends()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--host", Host, "--qmp", Control);
        await using EndpointConnection host = await ConnectAsync(Host, server);
        await SendAsync(host, Opcode.AddDynamicCapacityResponse, "0000000000000000", server);
        string svg = _directory.PathOf("x.svg"), mermaid = _directory.PathOf("x.mmd");
        Outcome outcome = await Cli.RunAsync("trace", Control, "--once", "--svg", svg, "--mermaid", mermaid);
        Assert.Equal(
            (0, Said, ""),
            (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Equal($"{Control}: 3 steps", XElement.Load(svg).Attribute("aria-label")!.Value);
        Assert.Equal(
            $"""
            sequenceDiagram
                title {Control}: 3 steps
                participant p0 as host 0
                participant p1 as device
                participant p2 as Fabric Manager
                Note over p0: 0. connect, stream
                p0->>p1: 1. Add Dynamic Capacity Response (4802h)<br/>count 0
                p1-->>p0: Invalid Input (02h)<br/>rule A1, field count, byte 0
                Note over p2: 2. connect, control

            """,
            await File.ReadAllTextAsync(mermaid, Cli.Cancelled));
    }

    [Fact]
    public async Task What_the_server_does_not_keep_is_said_where_it_is_missing()
    {
        string[] answers =
        [
            """[{"step": 7, "steps": [{"wait": 1000}, {"fired": "a", "fault": "no_reply", "at": "x", "host": 0}]}]""",
            """[{"step": 9, "steps": [{"wait": 1000}]}, {"step": 11, "steps": [{"wait": 2000}]}]""",
        ];
        await using var peer = Scripted(
            [
                """[{"name": "cxl-dcd0", "type": "child<cxl-type3>"}]""",
                .. answers.Select((entries, i) => $$"""{"entries": {{entries}}, "next": {{i + 9}} }"""),
            ]);
        Outcome outcome = await Cli.RunAsync("trace", peer.Address);
        Assert.Equal(
            """
            7 steps are not kept any more
                7  device  - 1 s pass
                8  device  - fault: host 0: a: no_reply at x
                9  device  - 1 s pass
            1 step is missing here: the server keeps no more
               11  device  - 2 s pass

            """,
            outcome.Output);
        Assert.Equal((2, "cxlwire: the control socket closed the session\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Of_several_devices_one_is_chosen()
    {
        await using CliProcess server = await CliProcess.ServeAsync(
            "--copies", "3", "--host", $"{Host}{{n}}", "--qmp", Control);
        Outcome outcome = await Cli.RunAsync("trace", Control, "--once", "--brief", "--device", "cxl-dcd2");
        Assert.Equal((0, "    0  QMP     connect, control\n"), (outcome.ExitCode, outcome.Output));
        await RefusesAsync(
            "3 devices are served: --device says which, /machine/peripheral/cxl-dcd0", "trace", Control, "--once");
        outcome = await Cli.RunAsync("trace", Control, "--once", "--device", "cxl-dcd9");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"cxlwire: {Control}: Unable to resolve CXL type", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_go_together_is_refused()
    {
        string file = _directory.Write("x.jsonl", "{\"conversation\":2}\n");
        await RefusesAsync(
            "--only is for a file: a server has no conversations with numbers", "trace", Control, "--only", "1");
        await RefusesAsync(
            "a diagram has an end: with --once it is of what was said so far; serve --record keeps all that is said",
            "trace", Control, "--svg", "x.svg");
        await RefusesAsync($"--once and --device are for a server: {file} is none", "trace", file, "--once");
        await RefusesAsync("stdio is the server's own: there is nothing to connect to", "trace", "stdio");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"entries": [{"step": 0, "steps": []}], "next": 1}""")]
    [InlineData("""{"entries": [{"step": -1, "steps": [{"wait": 1}]}], "next": 1}""")]
    [InlineData("""{"entries": [{"step": 0, "steps": [{"what": 1}]}], "next": 1}""")]
    [InlineData("""{"entries": [], "next": -1}""")]
    public async Task Does_not_take_any_answer_for_a_journal(string answer)
    {
        await using var peer = Scripted(["""[{"name": "cxl-dcd0", "type": "child<cxl-type3>"}]""", answer]);
        await RefusesAsync("the control socket's answer is not one of cxlwire's", "trace", peer.Address);
    }

    private static async Task RefusesAsync(string sentence, params string[] arguments)
    {
        Outcome outcome = await Cli.RunAsync(arguments);
        Assert.Equal((2, "", $"cxlwire: {sentence}\n"), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    /// <summary>Answers one command after the other, and ends.</summary>
    private static Peer Scripted(IReadOnlyList<string> answers) => new(async (pipe, cancellationToken) =>
    {
        string lines = string.Concat(answers.Select(answer => $"{{\"return\": {answer}}}\n"));
        await pipe.Output.WriteAsync(Encoding.UTF8.GetBytes(Greeting + lines), cancellationToken);
        for (int asked = 0; asked <= answers.Count;)
        {
            var read = await pipe.Input.ReadAsync(cancellationToken);
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
                asked += part.Span.Count((byte)'\n');
            pipe.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    });

    private static async Task<string> ReadAsync(StreamReader reader, int lines, CliProcess process)
    {
        var text = new StringBuilder();
        while (lines-- > 0)
            text.Append(await reader.ReadLineAsync(process.Deadline)).Append('\n');
        return text.ToString();
    }

    private static Task<EndpointConnection> ConnectAsync(string endpoint, CliProcess server) =>
        EndpointClient.ConnectAsync(EndpointAddress.Parse(endpoint), TimeSpan.FromSeconds(10), server.Deadline);

    private static async Task SendAsync(EndpointConnection host, Opcode opcode, string payload, CliProcess server)
    {
        var client = new CciClient(host);
        await client.SendAsync(client.CreateRequest(opcode, Convert.FromHexString(payload)), server.Deadline);
    }

    private async Task ControlAsync(CliProcess server, string command)
    {
        await using EndpointConnection connection = await ConnectAsync(Control, server);
        var control = new QmpClient(connection);
        await control.SendAsync($"{{\"execute\": \"qmp_capabilities\"}} {command}", server.Deadline);
        for (int i = 0; i < 3; i++)
            await control.ReadLineAsync(server.Deadline);
    }
}
