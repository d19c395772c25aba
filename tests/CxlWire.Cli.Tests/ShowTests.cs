using System.Text;
using CxlWire.Cli.Client;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

/// <summary><c>show</c>, against servers, and what docs/show.md shows of it.</summary>
public sealed class ShowTests : IDisposable
{
    private const string Tag = "00112233-4455-6677-8899-aabbccddeeff";

    private readonly TempDirectory _directory = new();

    private string Control => $"unix:{_directory.PathOf("qmp")}";

    private static string Document => File.ReadAllText(Repository.PathOf("docs", "show.md"));

    [Fact]
    public async Task Shows_a_device_whole_as_the_document_has_it()
    {
        await using CliProcess server = await ServeAsync();
        string svg = _directory.PathOf("map.svg");
        Outcome outcome = await Cli.RunAsync("show", Control, "--svg", svg);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(Block("$ cxlwire show unix:/tmp/dcd-qmp\n"), outcome.Output);
        string drawn = await File.ReadAllTextAsync(svg, Cli.Cancelled);
        Assert.Equal(await File.ReadAllTextAsync(Repository.PathOf("docs", "show.svg"), Cli.Cancelled), drawn);
    }

    [Fact]
    public async Task Shows_several_devices_a_line_each_and_one_of_them_whole()
    {
        await using CliProcess server = await CliProcess.ServeAsync(
            "--copies", "3", "--host", $"unix:{_directory.PathOf("h{n}")}", "--qmp", Control);
        await ControlAsync(server, Add("cxl-dcd1", 0, 0, 0, 2097152));
        Outcome outcome = await Cli.RunAsync("show", Control);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            """
            device  |hosts|free    |offered|accepted|shared|sanitizing|poisoned|offers|extents|records|lost|MORE
            cxl-dcd0|1    |2 GiB   |0      |0       |0     |0         |0       |0     |0      |0      |REST
            cxl-dcd1|1    |2046 MiB|2 MiB  |0       |0     |0         |0       |1     |0      |1      |REST
            cxl-dcd2|1    |2 GiB   |0      |0       |0     |0         |0       |0     |0      |0      |REST

            records: in event logs, those that wait to get in included; lost: too many for them
            violations: - where nobody judges

            """.Replace("MORE", "commands|refusals|violations", StringComparison.Ordinal)
                .Replace("REST", "0   |0       |0       |-", StringComparison.Ordinal)
                .Replace("|", "  ", StringComparison.Ordinal),
            outcome.Output);
        Outcome narrow = await Cli.RunAsync([], ["show", Control], terminal: true, width: 80);
        Assert.Equal(
            """
            device    hosts  free      offered  accepted  shared  sanitizing  poisoned
              offers  extents  records  lost  commands  refusals  violations
            cxl-dcd0  1      2 GiB     0        0         0       0           0
              0       0        0        0     0         0         -
            cxl-dcd1  1      2046 MiB  2 MiB    0         0       0           0
              1       0        1        0     0         0         -
            """,
            string.Join('\n', narrow.Lines[..6]));
        Outcome one = await Cli.RunAsync("show", Control, "--device", "cxl-dcd1");
        Assert.StartsWith(
            """
            /machine/peripheral/cxl-dcd1
            tracks 512 extents; 64 tags, 64 left

            region 0 from DPA 0x10000000; a cell is 16 MiB
              [?...............................................................]

            """,
            one.Output,
            StringComparison.Ordinal);
        Outcome none = await Cli.RunAsync("show", Control, "--device", "cxl-dcd9");
        Assert.Equal((2, ""), (none.ExitCode, none.Output));
        Assert.StartsWith($"cxlwire: {Control}: Unable to resolve CXL type", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watches_until_it_is_told_to_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no kill");
        await using CliProcess server = await ServeAsync();
        await using CliProcess watch = CliProcess.Start("show", Control, "--watch");
        using var reader = new StreamReader(watch.Output);
        await ReadUntilAsync(reader, "0     3           0 ", watch);
        await ControlAsync(server, Add("cxl-dcd0", 0, 0, 536870912, 2097152));
        await ReadUntilAsync(reader, "0     3           1       2 MiB ", watch);
        watch.Signal("INT");
        Assert.Equal((0, ""), await watch.WaitAsync());
    }

    [Fact]
    public async Task Says_in_a_sentence_why_an_endpoint_is_none()
    {
        Outcome nobody = await Cli.RunAsync("show", "stdio");
        Assert.Equal(
            (2, "", "cxlwire: stdio is the server's own: there is nothing to connect to\n"),
            (nobody.ExitCode, nobody.Output, nobody.Error));
        string[] answers = ["nonsense\n", "{\"hello\": 1}\n", "[]\n"];
        foreach (string answer in answers)
        {
            await using var peer = new Peer(async (pipe, cancellationToken) =>
                await pipe.Output.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellationToken));
            Outcome other = await Cli.RunAsync("show", peer.Address);
            Assert.Equal(
                (2, "", $"cxlwire: {peer.Address}: what listens there is no control socket: it does not speak QMP\n"),
                (other.ExitCode, other.Output, other.Error));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"type\": 1}, 2]")]
    [InlineData("7")]
    public async Task Does_not_take_any_answer_for_a_device(string answer)
    {
        string[] lines = ["{\"QMP\": {}}", "{\"return\": {}}", $"{{\"return\": {answer}}}", ""];
        await using var peer = new Peer(async (pipe, cancellationToken) =>
        {
            await pipe.Output.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), cancellationToken);
            while (await pipe.Input.ReadAsync(cancellationToken) is { IsCompleted: false } asked)
                pipe.Input.AdvanceTo(asked.Buffer.End);
        });
        Outcome outcome = await Cli.RunAsync("show", peer.Address);
        Assert.Equal(
            (2, "", "cxlwire: the control socket's answer is not one of cxlwire's\n"),
            (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>
    /// Two hosts; capacity that is free, offered, accepted, shared, poisoned, and for hours sanitized; records, a
    /// refusal and violations.
    /// </summary>
    private async Task<CliProcess> ServeAsync()
    {
        string a = $"unix:{_directory.PathOf("a")}", b = $"unix:{_directory.PathOf("b")}";
        string device = _directory.Write(
            "device.json",
            """
            {"hosts": 2, "sanitize_bytes_per_second": 4096,
             "regions": [{"length": "1 GiB"}, {"length": "1 GiB", "sharable": true}]}
            """);
        CliProcess server = await CliProcess.ServeAsync(
            "--device", device, "--host", $"0={a}", "--host", $"1={b}", "--qmp", Control, "--judge");
        await ControlAsync(
            server,
            Add("cxl-dcd0", 0, 0, 0, 134217728),
            Add("cxl-dcd0", 1, 0, 268435456, 67108864),
            """
            {"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "cxl-dcd0", "host-id": 0, "region": 1,
             "selection-policy": "contiguous", "length": 268435456, "tag": "TAG"}}
            """.Replace("TAG", Tag));
        await SendAsync(a, "start_dpa=0x10000000,length=134217728", exitCode: 0);
        await SendAsync(a, "start_dpa=0x50000000,length=268435456", exitCode: 0);
        await ControlAsync(
            server,
            """
            {"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "cxl-dcd0", "host-id": 1, "region": 1,
             "selection-policy": "enable-shared-access", "tag": "TAG"}}
            """.Replace("TAG", Tag));
        await ControlAsync(
            server,
            """
            {"execute": "cxl-release-dynamic-capacity", "arguments": {"path": "cxl-dcd0", "host-id": 0, "region": 0,
             "removal-policy": "prescriptive", "forced-removal": true, "sanitize-on-release": true,
             "extents": [{"offset": 100663296, "len": 33554432}]}}
            """,
            """
            {"execute": "cxl-inject-poison", "arguments": {"path": "cxl-dcd0", "start": 301989888, "length": 256}}
            """);
        await SendAsync(b, "start_dpa=0x10000000,length=134217728", exitCode: 1);
        return server;
    }

    private static async Task SendAsync(string host, string extent, int exitCode)
    {
        Outcome outcome = await Cli.RunAsync("send", host, "add-dc-response", "--extent", extent);
        Assert.Equal(exitCode, outcome.ExitCode);
    }

    private static string Add(string device, int host, int region, int offset, int length) =>
        $$"""
        {"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "{{device}}", "host-id": {{host}},
         "selection-policy": "prescriptive", "region": {{region}},
         "extents": [{"offset": {{offset}}, "len": {{length}} }] } }
        """;

    private async Task ControlAsync(CliProcess server, params string[] commands)
    {
        await using EndpointConnection connection = await EndpointClient.ConnectAsync(
            EndpointAddress.Parse(Control), TimeSpan.FromSeconds(10), server.Deadline);
        var control = new QmpClient(connection);
        await control.SendAsync(
            string.Join('\n', commands.Prepend("""{"execute": "qmp_capabilities"}""")), server.Deadline);
        Assert.StartsWith("{\"QMP\"", await control.ReadLineAsync(server.Deadline), StringComparison.Ordinal);
        for (int i = 0; i <= commands.Length; i++)
        {
            string line;
            do
                line = await control.ReadLineAsync(server.Deadline);
            while (line.StartsWith("{\"timestamp\"", StringComparison.Ordinal));
            Assert.Equal("{\"return\": {}}", line);
        }
    }

    private static async Task ReadUntilAsync(StreamReader reader, string start, CliProcess process)
    {
        while (await reader.ReadLineAsync(process.Deadline) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"no line begins with \"{start}\"");
    }

    // What follows a command in the document, up to the end of its block.
    private static string Block(string command)
    {
        int start = Document.IndexOf(command, StringComparison.Ordinal) + command.Length;
        return Document[start..Document.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
