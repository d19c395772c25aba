using System.Text;
using System.Text.Json;
using CxlWire.Cli.Serving;
using CxlWire.Device;
using CxlWire.Golden.Conversations;
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
            record.Mailbox(device.Hosts[1].Function, host: 1);
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
    public void Messages_are_found_however_they_arrive()
    {
        IReadOnlyList<ConversationStep> steps = Record(record =>
        {
            var cci = new RecordedCci(record, (opcode, request) => new HostStep(null, opcode, request));
            byte[] request = Hex.Bytes("00 07 00 0148 080000 0000 0000 ffffffff 00000000");
            byte[] response = Hex.Bytes("01 07 00 0148 100000 0000 0000", Hex.Zeros(16));
            byte[] notification = Hex.Bytes("00 00 00 0601 020000 0000 0000 1000");
            Feed([.. response, .. request, .. request], cci.Asked);
            Feed([.. notification, .. response, .. notification, .. response, .. response], cci.Answered);
        });
        Assert.Equal(2, steps.Count);
        Assert.All(steps, step =>
        {
            HostStep host = Assert.IsType<HostStep>(step);
            Assert.Equal(Opcode.GetDynamicCapacityExtentList, host.Opcode);
            Assert.Equal(Hex.Bytes("ffffffff 00000000"), host.Request.ToArray());
            Assert.Equal(16, Assert.IsType<StepReply.Cci>(host.Reply).Payload.Length);
        });
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
