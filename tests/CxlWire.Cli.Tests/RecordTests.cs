using System.Text;
using System.Text.Json;
using CxlWire.Cli.Serving;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Cli.Tests;

public sealed class RecordTests
{
    private const string Add =
        """{"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "/a\"}", "host-id": 0, "selection-policy": "prescriptive", "region": 1, "extents": [{"offset": 0, "len": 5}]}}""";

    private const string Done = """{"return": {}}""" + "\r\n";

    private static string Conversation(string name) => Repository.PathOf("fixtures", "conversations", $"{name}.jsonl");

    [Fact]
    public async Task What_hosts_and_fabric_manager_say_is_the_conversation_that_they_play()
    {
        using var directory = new TempDirectory();
        string[] endpoints = [.. new[] { "a", "b", "fm" }.Select(name => $"unix:{directory.PathOf(name)}")];
        string record = directory.PathOf("record.jsonl");
        await using CliProcess server = await CliProcess.ServeAsync(
            "--device", Repository.PathOf("fixtures", "devices", "two-hosts-shared.json"), "--record", record,
            "--host", endpoints[0], "--host", $"1={endpoints[1]}", "--fm", endpoints[2]);
        Outcome outcome = await Cli.RunAsync(
            "replay", Conversation("sharing"), "--host", endpoints[0], "--host", $"1={endpoints[1]}", "--fm", endpoints[2]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        server.Signal("TERM");
        Assert.Equal((0, ""), await server.WaitAsync());
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Conversation("sharing"), server.Deadline));
        using var actual = JsonDocument.Parse(await File.ReadAllTextAsync(record, server.Deadline));
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement));
    }

    [Fact]
    public async Task What_the_control_socket_says_is_there_before_the_server_ends()
    {
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("host")}";
        string qmp = $"unix:{directory.PathOf("qmp")}";
        string record = directory.PathOf("record.jsonl");
        await using CliProcess server = await CliProcess.ServeAsync("--record", record, "--host", host, "--qmp", qmp);
        Outcome outcome = await Cli.RunAsync("replay", Conversation("demo"), "--host", host, "--qmp", qmp);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string text = await File.ReadAllTextAsync(record, server.Deadline);
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Conversation("demo"), server.Deadline));
        using var actual = JsonDocument.Parse($"{text}]}}");
        Assert.True(JsonElement.DeepEquals(
            expected.RootElement.GetProperty("steps"), actual.RootElement.GetProperty("steps")));

        Outcome second = await Cli.RunAsync("serve", "--record", record);
        Assert.Equal((2, $"cxlwire: The file '{record}' already exists\n"), (second.ExitCode, second.Error));
    }

    [Fact]
    public void What_goes_through_a_mailbox_is_a_step_of_its_host()
    {
        IReadOnlyList<ConversationStep> steps = Record(record =>
        {
            var device = new CxlDevice(DeviceConfiguration.Default with { Hosts = 2 });
            record.Follow(device);
            var mailbox = new MailboxClient(device, host: 1);
            mailbox.Run(Opcode.GetDynamicCapacityExtentList, Hex.Bytes("0100000000000000"));
            mailbox.Run(Opcode.GetTimestamp, Hex.Bytes("00"));
        });
        Assert.Equal(
            [
                "1: 4801 0100000000000000 = Success (00h) " + Hex.Zeros(16),
                "1: 0300 00 = Invalid Payload Length (16h) ",
            ],
            steps.Cast<HostStep>().Select(s => $"{s.Host}: {s.Opcode.Value:x4} {Hex.Text(s.Request.Span)} = {s.Reply}"));
    }

    [Fact]
    public void Commands_are_found_whatever_they_came_through_and_those_inside_others_are_not()
    {
        IReadOnlyList<ConversationStep> steps = Record(record =>
        {
            var device = new CxlDevice(DeviceConfiguration.Default);
            record.Follow(device);
            byte[] reply = new byte[2048];
            CciPort host = device.Hosts[0].Cci, manager = device.FabricManager.Cci;
            host.Execute(Opcode.GetDynamicCapacityExtentList, Hex.Bytes("ffffffff 00000000"), reply);
            manager.Execute(Opcode.TunnelManagementCommand, Hex.Bytes("00 00 0c00", "00 05 00 0100 000000 0000 0000"), reply);
            host.RefuseOversized(Opcode.ReleaseDynamicCapacity, 2049);
        });
        Assert.Equal(
            [
                "Get Dynamic Capacity Extent List (4801h) ffffffff00000000 -> Success (00h), 16 bytes",
                "FM's Tunnel Management Command (5300h) 00000c00000500010000000000000000 -> Success (00h), 34 bytes",
                $"Release Dynamic Capacity (4803h) {Hex.Zeros(2049)} -> Invalid Payload Length (16h), 0 bytes",
            ],
            steps.Select(step =>
            {
                CciStep command = Assert.IsType<CciStep>(step, exactMatch: false);
                StepReply.Cci reply = Assert.IsType<StepReply.Cci>(step.Reply);
                return $"{step.Name} {Hex.Text(command.Request.Span)} -> {reply.Code}, {reply.Payload.Length} bytes";
            }));
    }

    [Fact]
    public void A_fault_stands_behind_the_step_in_which_it_happened()
    {
        IReadOnlyList<ConversationStep> steps = Record(record =>
        {
            var device = new CxlDevice(DeviceConfiguration.Default);
            record.Follow(device);
            device.LoadFaults(FaultScenarioFile.Parse(
                """{"faults": [{"name": "lost", "when": {"command": "any"}, "then": {"fault": "no_reply"}}]}"""));
            device.Hosts[0].Cci.Execute(Opcode.Identify, [], new byte[2048]);
        });
        Assert.Equal(
            ["lost", "host 0: lost: no_reply at Identify (0001h)"],
            steps.Select(s => s.Reply is StepReply.Cci cci ? cci.Fault!.ToString() : s.Reply!.ToString()));
    }

    [Fact]
    public void Faults_of_a_control_session_are_steps()
    {
        const string load = """{"execute": "x-cxlwire-load-faults", "arguments": {"path": "a", "scenario": {"faults": []}}}""";
        const string wrong = """{"execute": "x-cxlwire-load-faults", "arguments": {"path": "a", "scenario": {"faults": 1}}}""";
        const string inject = """{"execute": "x-cxlwire-inject-fault", "arguments": {"path": "a", "fault": {"fault": "change_list"}}}""";
        const string toManager = """{"execute": "x-cxlwire-inject-fault", "arguments": {"path": "a", "fm": true, "fault": {"fault": "reset"}}}""";
        const string clear = """{"execute": "x-cxlwire-clear-faults", "arguments": {"path": "a"}}""";
        IReadOnlyList<ConversationStep> steps = Record(record =>
        {
            var control = new RecordedControl(record);
            Feed(Encoding.UTF8.GetBytes($"{load}{wrong}{load}{inject}{toManager}{clear}"), control.Asked);
            string nothing = Error("GenericError", "there is nothing that the fault could happen to");
            Feed(
                Encoding.UTF8.GetBytes($"{Done}{Error("GenericError", "Parameter 'scenario': x")}{Error("GenericError", "x")}{nothing}{Done}{Done}"),
                control.Answered);
        });
        Assert.Equal(
            [
                "faults: 0, seed 0: success",
                """inject {"fault":"change_list"}: there is nothing that the fault could happen to""",
                """inject {"fault":"reset"}: success""",
                "faults: none: success",
            ],
            steps.Select(step => $"{step}: {step.Reply}"));
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
        using var directory = new TempDirectory();
        string host = $"unix:{directory.PathOf("host")}", qmp = $"unix:{directory.PathOf("qmp")}";
        string record = directory.PathOf("record.jsonl");
        string scenario = Repository.PathOf("fixtures", "scenarios", $"{name}.json");
        string conversation = Path.ChangeExtension(scenario, ".jsonl");
        await using CliProcess server = await CliProcess.ServeAsync("--faults", scenario, "--record", record, "--host", host, "--qmp", qmp);
        Outcome live = await Cli.RunAsync("replay", conversation, "--host", host, "--qmp", qmp);
        Assert.Equal((0, ""), (live.ExitCode, live.Error));
        server.Signal("TERM");
        (int exitCode, string log) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("host 0: fault ", log, StringComparison.Ordinal);

        Outcome inProcess = await Cli.RunAsync("replay", conversation, "--faults", scenario);
        Assert.Equal((0, ""), (inProcess.ExitCode, inProcess.Error));
        Outcome again = await Cli.RunAsync("replay", record);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Contains("\n  0 different\n  0 answered, not compared\n  0 not carried over\n", again.Output, StringComparison.Ordinal);
        Assert.Equal(
            [$"faults: {FaultScenarioFile.Load(scenario).Faults.Count}, seed {FaultScenarioFile.Load(scenario).Seed}: success", .. Steps(conversation)],
            Steps(record));

        static IEnumerable<string> Steps(string file)
        {
            using FileStream stream = File.OpenRead(file);
            return [.. ConversationFile.Read(stream).Single().Steps.Select(step => $"{(step is CciStep or FiredStep ? step.Name : step)}: {step.Reply}")];
        }
    }

    [Fact]
    public void Control_requests_are_matched_with_their_replies()
    {
        IReadOnlyList<ConversationStep> steps = Record(record =>
        {
            var control = new RecordedControl(record);
            string wrong = Add.Replace("\"region\"", "\"zone\"", StringComparison.Ordinal);
            Feed(Encoding.UTF8.GetBytes($"{Add} {{\"execute\": \"qmp_capabilities\"}}\n{{nonsense}}{wrong}{Add}{Add}"), control.Asked);
            Feed(
                Encoding.UTF8.GetBytes(
                    "{\"QMP\": {}}\r\n"
                    + Error("CommandNotFound", "Expecting capabilities negotiation with 'qmp_capabilities'")
                    + Done
                    + Error("GenericError", "JSON parse error, invalid keyword 'nonsense'")
                    + Error("GenericError", "Parameter 'region' is missing")
                    + "{\"event\": \"RESET\"}\r\n"
                    + Error("GenericError", "extents \\\"overlap\\\"")
                    + Done),
                control.Answered);
        });
        Assert.Equal(
            ["extents \"overlap\"", null], steps.Select(s => Assert.IsType<StepReply.Control>(s.Reply).Error));
        ControlStep step = Assert.IsType<ControlStep>(steps[1]);
        Assert.Equal((true, 1, 5UL), (step.IsAdd, step.Region, Assert.Single(step.Extents).Length));
    }

    [Fact]
    public void A_control_session_that_is_no_JSON_is_followed_no_longer()
    {
        IReadOnlyList<ConversationStep> steps = Record(record =>
        {
            var control = new RecordedControl(record);
            Feed(Encoding.UTF8.GetBytes($"{Add}"), control.Asked);
            Feed(Encoding.UTF8.GetBytes(Done), control.Answered);
            Feed(Encoding.UTF8.GetBytes($"help {Add}"), control.Asked);
            Feed(Encoding.UTF8.GetBytes($"{Done}{Done}"), control.Answered);
        });
        Assert.Single(steps);
    }

    private static string Error(string errorClass, string text) =>
        $"{{\"error\": {{\"class\": \"{errorClass}\", \"desc\": \"{text}\"}}}}\r\n";

    /// <summary>Steps that a record holds, and the replayer reads.</summary>
    private static IReadOnlyList<ConversationStep> Record(Action<RecordFile> speak)
    {
        using var directory = new TempDirectory();
        string path = directory.PathOf("record.jsonl");
        using (RecordFile record = RecordFile.Create(path, null, NullLogger.Instance))
            speak(record);
        using FileStream file = File.OpenRead(path);
        return Assert.Single(ConversationFile.Read(file)).Steps;
    }

    private static void Feed(byte[] bytes, SpanAction take)
    {
        for (int i = 0; i < bytes.Length; i++)
            take(bytes.AsSpan(i, 1));
    }

    private delegate void SpanAction(ReadOnlySpan<byte> bytes);
}
