using System.Text.Json;
using CxlWire.Control.Commands;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Control.Tests;

/// <summary>x-cxlwire-query-journal, x-cxlwire-verify and x-cxlwire-reset-journal.</summary>
public sealed class JournalTests : IDisposable
{
    private const string Query = "x-cxlwire-query-journal";
    private readonly CxlDevice _device = new(DeviceConfigurationFile.Parse("""{"hosts": 2}"""u8.ToArray()));
    private readonly QmpServer _server;

    public JournalTests() => _server = new QmpServer([_device], new QmpServerOptions { Clock = QmpPeer.Clock });

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task What_happened_before_anybody_asked_is_there_by_whatever_is_asked_for()
    {
        Execute(0, Opcode.GetDynamicCapacityExtentList, "0100000000000000");
        Execute(1, Opcode.GetDynamicCapacityExtentList, "0100000005000000");
        Execute(0, new Opcode(0xC001), "55");
        _device.Reset();
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        Assert.Equal(["0 command", "1 command", "2 command", "3 reset", "4 connected"], await AskAsync(peer, ""));
        Assert.Equal(["1 command"], await AskAsync(peer, "\"host-id\": 1"));
        Assert.Equal(["0 command", "1 command"], await AskAsync(peer, "\"command\": \"get-dc-extent-list\""));
        Assert.Equal(["2 command"], await AskAsync(peer, "\"opcode\": 49153"));
        Assert.Equal(["1 command"], await AskAsync(peer, "\"return-code\": \"Invalid Input\""));
        Assert.Equal(["3 reset", "4 connected"], await AskAsync(peer, "\"kinds\": [\"reset\", \"connected\"]"));
        Assert.Equal(["2 command"], await AskAsync(peer, "\"since\": 2, \"limit\": 1"));
        Assert.Empty(await AskAsync(peer, "\"fm\": true"));
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "entries": [{"number": 2, "kind": "command","""
                + """ "host-id": 0, "route": "call", "opcode": 49153, "return-code": "Unsupported", "request": "55","""
                + """ "reply": {}, "refusal": {"rule": "C1", "field": "opcode", "reason": """
                + "\"this CCI does not carry the command\"}}], \"next\": 3, \"missed\": 0}}",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0", "since": 2, "limit": 1, "decode": true}"""));
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "entries": [{"number": 0, "kind": "command","""
                + """ "host-id": 0, "route": "call", "opcode": 18433, "command": "get-dc-extent-list","""
                + """ "return-code": "Success", "request": {"count": 1, "start": 0}, "reply": {"returned": 0,"""
                + """ "total": 0, "generation": 0, "reserved12": "00000000", "extents": []}}], "next": 1,"""
                + """ "missed": 0}}""",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0", "limit": 1, "decode": true}"""));
        Assert.Equal(
            QmpPeer.Done, await peer.AskAsync("x-cxlwire-reset-journal", """{"path": "cxl-dcd0"}"""));
        Assert.Empty(await AskAsync(peer, ""));
    }

    [Fact]
    public async Task How_a_host_speaks_beside_its_commands_is_there_too()
    {
        var note = new HostNote(HostNoteKind.TagReused, Opcode.GetTimestamp, "tag 5");
        using (_device.Enter())
            _device.Journal.EnterNote(1, CommandRoute.Stream, note);
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        Assert.EndsWith(
            """
            "route": "stream", "opcode": 768, "note": "TagReused", "what": "tag 5"}], "next": 2, "missed": 0}}
            """,
            await peer.AskAsync(Query, """{"path": "cxl-dcd0", "kinds": ["noted", "notified"]}"""),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_recording_has_is_there_step_by_step()
    {
        using var server = new QmpServer([_device], new QmpServerOptions { StepsOf = _ => StepOf });
        _device.Inject(Parsed("""{"fault": "bump_generation"}"""), hostId: 0);
        _device.Reset();
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);

        // The fault is part of the first step, and the second one in a recording.
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "entries": [{"number": 1, "step": 0, "steps": ["F"""
                + """aultInjected"]}, {"number": 2, "step": 2, "steps": ["Reset"]}], "next": 3, "missed": 0}}""",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0", "steps": true, "limit": 2}"""));
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "entries": [{"number": 2, "step": 2, "steps": """
                + """["Reset"]}], "next": 4, "missed": 0}}""",
            await peer.AskAsync(Query, """{"path": "cxl-dcd0", "steps": true, "kinds": ["reset"]}"""));

        static ImmediateFault Parsed(string json)
        {
            using var document = JsonDocument.Parse(json);
            return FaultScenarioFile.ParseImmediate(document.RootElement);
        }

        static Action<Utf8JsonWriter>? StepOf(JournalEntry entry) =>
            entry.Depth > 0 ? null : json => json.WriteStringValue(entry.Kind.ToString());
    }

    [Fact]
    public async Task An_entry_is_waited_for_and_none_is_an_answer_too()
    {
        var clock = new ManualTime();
        using var server = new QmpServer([_device], new QmpServerOptions { Clock = clock });
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        const string ask = """{"path": "cxl-dcd0", "since": 1, "timeout": 2.5}""";
        Task<string> asked = peer.AskAsync(Query, ask);
        await WaitForTimerAsync(clock);
        clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "entries": [], "next": 1, "missed": 0}}""",
            await asked);
        asked = peer.AskAsync(Query, ask);
        await WaitForTimerAsync(clock);
        using (_device.Enter())
            _device.Reset();
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "entries": [{"number": 1, "kind": "reset", """
                + "\"cause\": \"device\"}], \"next\": 2, \"missed\": 0}}",
            await asked);
    }

    private static async Task WaitForTimerAsync(ManualTime clock)
    {
        while (clock.Timers == 0)
            await Task.Yield();
    }

    [Fact]
    public async Task What_is_kept_is_bounded_and_what_is_not_is_counted()
    {
        const int Commands = 20_000;
        for (int i = 0; i < Commands; i++)
            Execute(0, Opcode.GetTimestamp, "");
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        string all = await peer.AskAsync(Query, """{"path": "cxl-dcd0", "limit": 100000, "kinds": ["reset"]}""");
        Assert.Equal(
            """{"return": {"path": "/machine/peripheral/cxl-dcd0", "entries": [], "next": 20001, "missed": 3617}}""",
            all);

        // Counting misses nothing.
        Assert.Equal(
            QmpPeer.Done,
            await peer.AskAsync(
                "x-cxlwire-wait",
                """
                {"path": "cxl-dcd0", "condition": {"command": "get-timestamp", "times": 20000}, "timeout": 0}
                """));
    }

    [Fact]
    public async Task What_is_expected_is_found_or_the_nearest_miss_is_told()
    {
        Execute(0, Opcode.GetDynamicCapacityExtentList, "0100000000000000");
        Execute(0, Opcode.GetTimestamp, "");
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        Assert.Equal(
            """{"return": {"entries": [0, 1], "missed": 0}}""",
            await peer.AskAsync(
                "x-cxlwire-verify",
                """
                {"path": "cxl-dcd0", "sequence": [{"command": "get-dc-extent-list", "request": {"start": 0}},
                  {"command": "get-timestamp"}], "strict": true}
                """));
        Assert.Equal(
            Refusal.Of(
                "sequence[0] {\\\"command\\\":\\\"get-dc-extent-list\\\",\\\"request\\\":{\\\"start\\\":4}} was not "
                    + "seen: the nearest is entry 0, host 0: get-dc-extent-list, Success (00h): request.start: "
                    + "expected 4, seen 0; request count=1 start=0; reply returned=0 total=0 generation=0"),
            await peer.AskAsync(
                "x-cxlwire-verify",
                """
                {"path": "cxl-dcd0", "sequence": [{"command": "get-dc-extent-list", "request": {"start": 4}}]}
                """));
    }

    [Theory]
    [InlineData("x-cxlwire-verify", "{}", "Parameter 'path' is missing")]
    [InlineData(
        "x-cxlwire-verify", """{"path": "cxl-dcd0"}""",
        "Parameter 'arguments': {}: one of sequence and count is needed")]
    [InlineData(
        "x-cxlwire-verify", """{"path": "cxl-dcd0", "sequence": [{"command": "any"}, {"command": 1.5}]}""",
        "Parameter 'sequence[1].command': 1.5: a whole number is needed")]
    [InlineData("x-cxlwire-verify", """{"path": "cxl-dcd0", "what": 1}""", "Parameter 'arguments': {}: one of sequence "
        + "and count is needed")]
    [InlineData(Query, """{"path": "cxl-dcd0", "kinds": ["x"]}""", "Parameter 'kinds[0]' does not accept value 'x': "
        + "command, control, add, release, event, faults-loaded, fault-injected, fault, reset, poison, labels, state, "
        + "background-ended, connected, disconnected, noted, notified are allowed")]
    [InlineData(Query, """{"path": "cxl-dcd0", "command": "x"}""", "Parameter 'command' does not accept value 'x': "
        + "cxlwire list has their names")]
    [InlineData(Query, """{"path": "cxl-dcd0", "command": "get-timestamp", "opcode": 1}""", "Parameter 'opcode' is "
        + "unexpected: command says it")]
    [InlineData(Query, """{"path": "cxl-dcd0", "return-code": "x"}""", "Parameter 'return-code' does not accept "
        + "value 'x': not the name of one")]
    [InlineData(Query, """{"path": "cxl-dcd0", "steps": true}""", "Parameter 'steps' is unexpected: no form of "
        + "recordings is known here")]
    [InlineData(Query, """{"path": "cxl-dcd0", "timeout": 61}""", "Parameter 'timeout' expects seconds: 61 is given, "
        + "0 to 60 are allowed")]
    [InlineData(Query, """{"path": "cxl-dcd0", "host-id": 2}""", "host id is too large: 2 is given, 1 is the last")]
    [InlineData(Query, """{"path": "cxl-dcd0", "host-id": 0, "fm": true}""", "Parameter 'host-id' is unexpected: the "
        + "Fabric Manager is no host")]
    public async Task What_is_wrong_is_refused(string command, string arguments, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(command, arguments));
    }

    [Fact]
    public async Task Where_nothing_is_kept_that_is_said()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        using var server = new QmpServer([device], new QmpServerOptions { KeepsJournal = false });
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        Assert.False(device.Journal.IsRead);
        Assert.Equal(
            Refusal.Of("what happens is not kept here"), await peer.AskAsync(Query, """{"path": "cxl-dcd0"}"""));
    }

    [Fact]
    public void A_server_that_is_disposed_of_keeps_nothing()
    {
        _server.Dispose();
        Assert.False(_device.Journal.IsRead);
    }

    [Fact]
    public async Task The_schema_has_every_command_event_and_type()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_server);
        using JsonDocument reply = JsonDocument.Parse(await peer.AskAsync("query-qmp-schema", "{}"));
        Dictionary<string, JsonElement> entities = reply.RootElement.GetProperty("return").EnumerateArray()
            .ToDictionary(entity => entity.GetProperty("name").GetString()!);
        Assert.Equal(
            QmpCommandTable.Rows.Select(row => row.Name),
            entities.Values.Where(e => e.GetProperty("meta-type").ValueEquals("command"))
                .Select(e => e.GetProperty("name").GetString()!));
        foreach (JsonElement entity in entities.Values)
        {
            foreach (string of in (string[])["arg-type", "ret-type", "element-type"])
            {
                if (entity.TryGetProperty(of, out JsonElement type))
                    Assert.Contains(type.GetString()!, entities.Keys);
            }

            if (entity.GetProperty("meta-type").ValueEquals("object"))
            {
                Assert.All(
                    entity.GetProperty("members").EnumerateArray(),
                    member => Assert.Contains(member.GetProperty("type").GetString()!, entities.Keys));
            }
        }

        JsonElement status = entities["cxl-release-dynamic-capacity-status"];
        Assert.Equal(
            """[{"name": "path", "type": "str"}, {"name": "host-id", "type": "int"}, """
                + """{"name": "region", "type": "int"}, {"name": "tag", "type": "str"}]""",
            entities[status.GetProperty("arg-type").GetString()!].GetProperty("members").GetRawText());
    }

    /// <summary>The schema takes what the documentation shows, and knows no argument that a command does not.</summary>
    [Fact]
    public void Arguments_are_what_the_schema_says()
    {
        HashSet<string> shown = [];
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "control.md")))
        {
            if (!line.StartsWith("-> {", StringComparison.Ordinal))
                continue;
            using JsonDocument request = JsonDocument.Parse(line[3..]);
            string name = request.RootElement.GetProperty("execute").GetString()!;
            QmpCommand? command = QmpCommandTable.Rows.FirstOrDefault(row => row.Name == name);
            if (command is null || !request.RootElement.TryGetProperty("arguments", out JsonElement arguments))
                continue;
            shown.Add(name);
            string[] known = [.. QmpSchema.Members(command.Arguments).Select(member => member.Name)];
            Assert.Empty(arguments.EnumerateObject().Select(p => p.Name).Except([.. known, "verbose"]));
        }

        // Each with arguments has an example.
        Assert.Empty(
            QmpCommandTable.Rows.Where(row => row.Arguments.Length > 0 && row.Name != QmpCapabilities.Name)
                .Select(row => row.Name).Except(shown));
        foreach (QmpCommand command in QmpCommandTable.Rows)
            AssertTakes(command);
    }

    /// <summary>Of each argument, no type but its own is right; what no command knows is unexpected.</summary>
    private void AssertTakes(QmpCommand command)
    {
        foreach ((string name, string type, _) in QmpSchema.Members(command.Arguments))
        {
            // What goes with one of two that are both optional.
            if (command.Name == "x-cxlwire-verify" && name is "strict" or "times" or "min" or "max")
                continue;
            string arguments = string.Join(", ", QmpSchema.Members(command.Arguments)
                .Where(member => !member.IsOptional || member.Name == name)
                .Select(member => $"\"{member.Name}\": {(member.Name == name ? Wrong(type) : Right(member.Type))}"));
            ControlError? error = _server.Execute(
                command.Name, System.Text.Encoding.UTF8.GetBytes($"{{{arguments}}}")).Error;
            Assert.True(
                error?.Description.Contains($"'{name}", StringComparison.Ordinal) == true
                    && !error.Description.Contains("unexpected", StringComparison.Ordinal),
                $"{command.Name} {{{arguments}}}: {error?.Description}");
        }
    }

    private static string Wrong(string type) => type is "str" or "any" || type[0] != '[' && !char.IsLower(type[0])
        ? "17" : "\"x\"";

    private static string Right(string type) => type switch
    {
        "str" => "\"cxl-dcd0\"",
        "int" => "0",
        "number" => "0",
        "bool" => "false",
        "any" => "{}",
        _ when type[0] == '[' => "[]",
        _ => $"\"{QmpSchema.Enumerations[type].Split(' ')[0]}\"",
    };

    private static async Task<string[]> AskAsync(QmpPeer peer, string filter)
    {
        string arguments = filter.Length == 0 ? "" : $", {filter}";
        using JsonDocument reply =
            JsonDocument.Parse(await peer.AskAsync(Query, $$"""{"path": "cxl-dcd0"{{arguments}}}"""));
        return
        [
            .. reply.RootElement.GetProperty("return").GetProperty("entries").EnumerateArray().Select(
                entry => $"{entry.GetProperty("number").GetInt64()} {entry.GetProperty("kind").GetString()}"),
        ];
    }

    private void Execute(int host, Opcode opcode, string request)
    {
        lock (_device.Gate)
            _device.Hosts[host].Cci.Execute(opcode, Convert.FromHexString(request), new byte[2048]);
    }
}
