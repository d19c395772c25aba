using System.Globalization;
using CxlWire.Cli.Client;
using CxlWire.Conversations;
using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Tests;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Tests;

public sealed class RecordTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Record => _directory.PathOf("record.jsonl");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_hosts_and_fabric_manager_say_is_the_conversation_that_they_play()
    {
        string[] endpoints = [.. new[] { "a", "b", "fm" }.Select(Endpoint)];
        await using CliProcess server = await CliProcess.ServeAsync(
            "--device", Repository.PathOf("fixtures", "devices", "two-hosts-shared.json"), "--record", Record,
            "--host", endpoints[0], "--host", $"1={endpoints[1]}", "--fm", endpoints[2]);
        Outcome outcome = await Cli.RunAsync(
            "replay", Fixture("sharing"), "--host", endpoints[0], "--host", $"1={endpoints[1]}", "--fm", endpoints[2]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        server.Signal("TERM");
        Assert.Equal((0, ""), await server.WaitAsync());
        Assert.Equal(Commands(Fixture("sharing")), Commands(Record));
        Assert.Equal(
            ["connect 0", "connect 1", "connect fm", "disconnect 0", "disconnect 1", "disconnect fm"],
            Read(Record).Steps.OfType<PeerStep>().Select(
                step => $"{step.Name} {step.HostId?.ToString(CultureInfo.InvariantCulture) ?? "fm"}").Order());
        await AssertPlaysAgainAsync();
    }

    [Fact]
    public async Task What_the_control_socket_says_is_there_before_the_server_ends()
    {
        await using CliProcess server = await CliProcess.ServeAsync(
            "--record", Record, "--host", Endpoint("host"), "--qmp", Endpoint("qmp"));
        Outcome outcome =
            await Cli.RunAsync("replay", Fixture("demo"), "--host", Endpoint("host"), "--qmp", Endpoint("qmp"));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] expected =
        [
            .. Read(Fixture("demo")).Steps.Select(step => step switch
            {
                CapacityStep { IsAdd: true } => "QMP cxl-add-dynamic-capacity",
                CapacityStep => "QMP cxl-release-dynamic-capacity",
                _ => Text(step),
            }),
        ];
        while (!Steps().SequenceEqual(expected))
            await Task.Delay(10, server.Deadline);

        Outcome second = await Cli.RunAsync("serve", "--record", Record);
        Assert.Equal((2, $"cxlwire: The file '{Record}' already exists\n"), (second.ExitCode, second.Error));

        IEnumerable<string> Steps() => Read(Record).Steps.Where(step => step is CciStep or ControlStep)
            .Select(step => step is ControlStep ? step.Name : Text(step));
    }

    [Theory]
    [InlineData("return-code")]
    [InlineData("no-reply")]
    [InlineData("wrong-tag")]
    [InlineData("reply-twice")]
    [InlineData("cut")]
    [InlineData("recover-overflow")]
    [InlineData("unreliable")]
    public async Task A_scenario_is_served_recorded_and_played_again(string name)
    {
        string host = Endpoint("host"), qmp = Endpoint("qmp");
        string scenario = Repository.PathOf("fixtures", "scenarios", $"{name}.json");
        string conversation = Path.ChangeExtension(scenario, ".jsonl");
        await using CliProcess server =
            await CliProcess.ServeAsync("--faults", scenario, "--record", Record, "--host", host, "--qmp", qmp);
        Outcome live = await Cli.RunAsync("replay", conversation, "--host", host, "--qmp", qmp);
        Assert.Equal((0, ""), (live.ExitCode, live.Error));
        server.Signal("TERM");
        (int exitCode, string log) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("host 0: fault ", log, StringComparison.Ordinal);

        Outcome inProcess = await Cli.RunAsync("replay", conversation, "--faults", scenario);
        Assert.Equal((0, ""), (inProcess.ExitCode, inProcess.Error));
        await AssertPlaysAgainAsync();
        Assert.Equal(
            [$"faults: {FaultScenarioFile.Load(scenario).Faults.Count}, seed {FaultScenarioFile.Load(scenario).Seed}: "
                + "success", .. Steps(conversation)],
            Steps(Record));

        static IEnumerable<string> Steps(string file) =>
            Read(file).Steps.Where(step => step is not (PeerStep or NoteStep)).Select(step => step switch
        {
            CciStep => Text(step),
            FiredStep => $"{step.Name}: {step.Reply}",
            ControlStep or CapacityStep => $"control: {step.Reply}",
            _ => $"{step}: {step.Reply}",
        });
    }

    [Fact]
    public async Task Two_control_sessions_that_race_with_two_hosts_are_played_again()
    {
        string[] hosts = [Endpoint("a"), Endpoint("b")];
        await using CliProcess server = await CliProcess.ServeAsync(
            "--device", Repository.PathOf("fixtures", "devices", "two-hosts-shared.json"), "--record", Record,
            "--host", hosts[0], "--host", $"1={hosts[1]}", "--qmp", Endpoint("qmp"));
        await Task.WhenAll(
            HostAsync(hosts[0], server.Deadline),
            HostAsync(hosts[1], server.Deadline),
            ControlAsync(host: 0, server.Deadline),
            ControlAsync(host: 1, server.Deadline));
        server.Signal("TERM");
        Assert.Equal((0, ""), await server.WaitAsync());
        Conversation recorded = Read(Record);
        Assert.Equal(400, recorded.Steps.Count(step => step is HostStep));
        Assert.Equal(200, recorded.Steps.Count(step => step is ControlStep));
        await AssertPlaysAgainAsync();
    }

    [Fact]
    public async Task A_server_that_is_killed_leaves_a_recording_that_can_be_played()
    {
        await using CliProcess server = await CliProcess.ServeAsync("--record", Record, "--host", Endpoint("host"));
        await HostAsync(Endpoint("host"), server.Deadline);
        server.Signal("KILL");
        await server.WaitAsync();
        byte[] whole = await File.ReadAllBytesAsync(Record, server.Deadline);
        await AssertPlaysAgainAsync();

        await File.WriteAllBytesAsync(Record, whole[..^3], server.Deadline);
        int lines = whole.Count(b => b == '\n');
        Outcome cut = await Cli.RunAsync("replay", Record);
        Assert.Equal((0, ""), (cut.ExitCode, cut.Error));
        Assert.Contains($"\n  line {lines} is cut off, and left out\n", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_of_once_and_ends_the_recording_not_the_server()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has /dev/full");
        await using CliProcess server =
            await CliProcess.ServeAsync("--record", "/dev/full", "--host", Endpoint("host"));
        await HostAsync(Endpoint("host"), server.Deadline);
        server.Signal("TERM");
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        string log = string.Join('\n', server.Log) + error;
        Assert.Equal(2, log.Split("/dev/full: no space left on device").Length);
        Assert.Equal(2, log.Split("the recording ends here").Length);
    }

    private static string Fixture(string name) => Repository.PathOf("fixtures", "conversations", $"{name}.jsonl");

    private string Endpoint(string name) => $"unix:{_directory.PathOf(name)}";

    private static Conversation Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Assert.Single(ConversationFile.Read(stream));
    }

    private static IEnumerable<string> Commands(string file) => Read(file).Steps.OfType<CciStep>().Select(Text);

    private static string Text(ConversationStep step) => step is CciStep command
        ? $"{(step as HostStep)?.Host} {step.Name} {Hex.Text(command.Request.Span)} -> {step.Reply}"
        : $"{step} -> {step.Reply}";

    private async Task AssertPlaysAgainAsync()
    {
        Outcome again = await Cli.RunAsync("replay", Record);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Contains(
            "\n  0 different\n  0 answered, not compared\n  0 not carried over\n", again.Output,
            StringComparison.Ordinal);
    }

    /// <summary>Sets a clock, reads it, and answers whatever is offered.</summary>
    private static async Task HostAsync(string endpoint, CancellationToken cancellationToken)
    {
        await using EndpointConnection connection = await ConnectAsync(endpoint, cancellationToken);
        var client = new CciClient(connection);
        for (int i = 0; i < 50; i++)
        {
            await AskAsync(Opcode.SetTimestamp, Hex.U64((ulong)i));
            await AskAsync(Opcode.GetEventRecords, "04");
            await AskAsync(Opcode.AddDynamicCapacityResponse, Hex.Zeros(8));
            await AskAsync(Opcode.GetTimestamp, "");
        }

        async Task AskAsync(Opcode opcode, string request) =>
            await client.SendAsync(client.CreateRequest(opcode, Hex.Bytes(request)), cancellationToken);
    }

    private async Task ControlAsync(int host, CancellationToken cancellationToken)
    {
        await using EndpointConnection connection = await ConnectAsync(Endpoint("qmp"), cancellationToken);
        var client = new QmpClient(connection);
        await ExecuteAsync("""{"execute": "qmp_capabilities"}""");
        for (int i = 0; i < 50; i++)
        {
            await ExecuteAsync($$"""
                {"execute": "cxl-add-dynamic-capacity", "arguments": {
                 "path": "/machine/peripheral/cxl-dcd0", "host-id": {{host}},
                 "selection-policy": "free", "region": 0, "length": 2097152} }
                """);
            await ExecuteAsync(i % 10 == 9
                ? """{"execute": "system_reset"}"""
                : $$"""
                {"execute": "x-cxlwire-query-dynamic-capacity",
                 "arguments": {"path": "/machine/peripheral/cxl-dcd0", "host-id": {{host}} } }
                """);
        }

        async Task ExecuteAsync(string request)
        {
            await client.SendAsync(request, cancellationToken);
            string line;
            do
                line = await client.ReadLineAsync(cancellationToken);
            while (!line.StartsWith("{\"return\"", StringComparison.Ordinal)
                && !line.StartsWith("{\"error\"", StringComparison.Ordinal));
        }
    }

    private static async Task<EndpointConnection> ConnectAsync(string endpoint, CancellationToken cancellationToken)
    {
        Assert.True(EndpointAddress.TryParse(endpoint, out EndpointAddress? address, out _));
        return await EndpointClient.ConnectAsync(address, TimeSpan.Zero, cancellationToken);
    }
}
