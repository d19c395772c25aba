using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>When faults happen, and what they leave alone; fixtures/scenarios has what each does.</summary>
public sealed class FaultTests
{
    private const string ReadList = """{"fault": "return_code", "code": "Busy"}""";
    private static readonly string _wholeList = Hex.U32(uint.MaxValue) + Hex.U32(0);

    private readonly Rig _rig = new("""{"hosts": 2}""");
    private readonly List<string> _fired = [];

    public FaultTests()
    {
        _rig.Device.Activity.FaultFired += fault =>
            _fired.Add($"{fault.HostId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "fm"} {fault}");
    }

    private FaultInjector Faults => _rig.Device.Faults!;

    private void Load(string when, string then, int seed = 0) =>
        _rig.Device.LoadFaults(
            FaultScenarioFile.Parse(
                $$"""{"seed": {{seed}}, "faults": [{"name": "f", "when": {{when}}, "then": {{then}}}]}"""));

    /// <summary>The reply, as "return code: payload", and what goes wrong on its way.</summary>
    private static string Ask(CciPort port, Opcode opcode, params string[] payload)
    {
        byte[] reply = new byte[port.MaximumPayload];
        CommandResult result = port.Execute(opcode, Hex.Bytes(payload), reply);
        return $"{result.Code.Name}: "
            + $"{Hex.Text(reply.AsSpan(0, result.Length))}{(result.ReplyFault is { } fault ? $", {fault}" : "")}";
    }

    private string Ask(Opcode opcode, params string[] payload) => Ask(_rig.Host.Cci, opcode, payload);

    /// <summary>Which of so many readings of the extent list are busy.</summary>
    private string Busy(int readings, CciPort? port = null) =>
        string.Concat(Enumerable.Range(0, readings).Select(
            _ =>
                Ask(port ?? _rig.Host.Cci, Opcode.GetDynamicCapacityExtentList, _wholeList)
                    .StartsWith("Busy", StringComparison.Ordinal) ? 'x' : '.'));

    [Theory]
    [InlineData("""{"command": "0x4801"}""", "x....")]
    [InlineData("""{"command": 18433}""", "x....")]
    [InlineData("""{"command": "any", "nth": 3}""", "..x..")]
    [InlineData("""{"command": "get-dc-extent-list", "nth": 2, "times": 2}""", ".xx..")]
    [InlineData("""{"command": "get-dc-extent-list", "nth": 4, "times": "always"}""", "...xx")]
    [InlineData("""{"command": "get-dc-extent-list", "probability": 0, "times": "always"}""", ".....")]
    [InlineData("""{"command": "get-dc-extent-list", "chain": 1, "times": "always"}""", "xxxxx")]
    [InlineData("""{"command": "get-dc-extent-list", "chain": 2, "times": "always"}""", ".....")]
    [InlineData("""{"command": "get-dc-extent-list", "fm": true, "times": "always"}""", ".....")]
    [InlineData("""{"command": "identify", "times": "always"}""", ".....")]
    public void A_fault_happens_at_its_moments(string when, string busy)
    {
        Load(when, ReadList);
        Assert.Equal(busy, Busy(5));
        Assert.Equal(busy.Count(c => c == 'x'), Assert.Single(Faults.Counts).Fired);
    }

    [Fact]
    public void A_host_is_not_another()
    {
        Load("""{"command": "any", "host": 1}""", ReadList);
        Assert.Equal("..", Busy(2));
        Assert.Equal("x.", Busy(2, _rig.Device.Hosts[1].Cci));
        Assert.Equal(["1 f: return_code at Get Dynamic Capacity Extent List (4801h)"], _fired);
    }

    [Fact]
    public void Chance_is_the_same_from_the_same_seed()
    {
        const string when = """{"command": "any", "times": "always", "probability": 0.5}""";
        Load(when, ReadList, seed: 7);
        string first = Busy(64);
        Load(when, ReadList, seed: 7);
        Assert.Equal(first, Busy(64));
        Load(when, ReadList, seed: 8);
        Assert.NotEqual(first, Busy(64));

        // These are the numbers of SplitMix64 for seed 7; another generator would be another conversation.
        Assert.Equal("xx..xxxxxxx.....", first[..16]);
    }

    [Fact]
    public void After_a_record_is_after_it_entered_and_after_reading_is_after_it_was_read()
    {
        Load("""{"command": "get-dc-extent-list", "after_record": "add_capacity"}""", ReadList);
        Assert.Equal("..", Busy(2));
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Equal("x.", Busy(2));
        Load("""{"command": "get-dc-extent-list", "after_read": "add_capacity"}""", ReadList);
        Assert.Equal("..", Busy(2));
        Ask(Opcode.GetEventRecords, "04");
        Assert.Equal("x.", Busy(2));
    }

    [Fact]
    public void The_payloads_of_a_split_response_have_places()
    {
        Assert.Null(_rig.Offer((0, 1), (2, 1), (4, 1)));
        Load("""{"command": "add-dc-response", "chain": "last"}""", ReadList);
        Assert.Equal("Success: ", Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (0, 1))));
        Assert.Equal("Success: ", Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (2, 1))));
        Assert.Equal("Busy: ", Ask(Opcode.AddDynamicCapacityResponse, Entries((4, 1))));
        Assert.Equal("Success: ", Ask(Opcode.AddDynamicCapacityResponse, Entries((4, 1))));
        Assert.Equal(List(1, Extent(0, 1), Extent(2, 1), Extent(4, 1)), _rig.WholeList());
    }

    [Theory]
    [InlineData("""{"fault": "return_code", "code": "Busy"}""")]
    [InlineData("""{"fault": "background", "after_ms": 1000, "code": "Aborted"}""")]
    public void A_command_that_is_not_carried_out_changes_nothing(string then)
    {
        Assert.Null(_rig.Offer((0, 1), (2, 1)));
        Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (0, 1)));
        string before = State.Of(_rig.Device);
        Load("""{"command": "add-dc-response"}""", then);
        Ask(Opcode.AddDynamicCapacityResponse, Entries((9, 1)));
        _rig.Device.LoadFaults(null);
        Assert.Equal(before, State.Of(_rig.Device));
        Ask(Opcode.AddDynamicCapacityResponse, Entries((2, 1)));
        Assert.Equal(List(1, Extent(0, 1), Extent(2, 1)), _rig.WholeList());
    }

    [Fact]
    public void A_command_that_is_carried_out_all_the_same_says_that_it_failed()
    {
        Assert.Null(_rig.Offer((0, 1)));
        Load("""{"command": "add-dc-response"}""", """{"fault": "return_code", "code": 4, "carried_out": true}""");
        Assert.Equal("Internal Error: ", Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1))));
        Assert.Equal(List(1, Extent(0, 1)), _rig.WholeList());
    }

    [Fact]
    public void Only_one_command_goes_on_in_the_background()
    {
        Load("""{"command": "identify", "times": "always"}""", """{"fault": "background", "after_ms": 1000}""");
        byte[] reply = new byte[2048];
        CommandResult started = _rig.Host.Cci.Execute(Opcode.Identify, [], reply);
        Assert.Equal(
            (ReturnCode.BackgroundCommandStarted, 0, true),
            (started.Code, started.Length, started.BackgroundOperation));
        Assert.Equal("Busy: ", Ask(Opcode.Identify));
        Assert.Equal("Success: 0100010000000000", Ask(Opcode.BackgroundOperationStatus));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Success: c800010000000000", Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal("Background Command Started: ", Ask(Opcode.Identify));
    }

    [Fact]
    public void A_refused_command_does_not_go_on_in_the_background()
    {
        Load("""{"command": "release-dc"}""", """{"fault": "background", "after_ms": 1000}""");
        Assert.Equal("Invalid Input: ", Ask(Opcode.ReleaseDynamicCapacity, Entries()));
        Assert.Equal("Success: 0000000000000000", Ask(Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void Several_faults_happen_to_one_reply()
    {
        _rig.Device.LoadFaults(FaultScenarioFile.Parse(
            """
            {"faults": [
              {"when": {"command": "any"}, "then": {"fault": "delay", "ms": 5}},
              {"when": {"command": "any"}, "then": {"fault": "delay", "ms": 7, "others_wait": false}},
              {"when": {"command": "any"}, "then": {"fault": "wrong_tag", "offset": 255}},
              {"when": {"command": "any"}, "then": {"fault": "truncate", "bytes": 2}},
              {"when": {"command": "any"}, "then": {"fault": "pad", "bytes": 1048576, "value": 1}},
              {"when": {"command": "any"}, "then": {"fault": "flip_bits", "bits": [0, 9, 100000]}},
              {"when": {"command": "any"}, "then": {"fault": "reply_twice"}},
              {"when": {"command": "any"}, "then": {"fault": "cut", "bytes": 3}}]}
            """));
        string payload = "991c" + string.Concat(Enumerable.Repeat("01", 2046));
        Assert.Equal(
            $"Success: {payload}, 12 ms late, others pass, tag + 255, twice, cut after 3 bytes", Ask(Opcode.Identify));
        Assert.Equal(8, _fired.Count);
    }

    [Fact]
    public void What_cannot_happen_to_a_reply_does_not_and_waits_for_one_that_it_can_happen_to()
    {
        Load("""{"command": "any"}""", """{"fault": "flip_bits"}""");
        Assert.Equal("Success: ", Ask(Opcode.SetTimestamp, Hex.U64(0)));
        Assert.Empty(_fired);
        Assert.NotEqual(Ask(Opcode.Identify), Ask(Opcode.Identify));
        Assert.Equal(["0 f: flip_bits at Identify (0001h)"], _fired);
        Assert.Equal((3, 1), (Faults.Counts[0].Matches, Faults.Counts[0].Fired));
    }

    [Fact]
    public void A_reply_in_a_tunnel_goes_wrong_as_a_whole()
    {
        Load("""{"command": "identify", "host": 1}""", """{"fault": "no_reply"}""");
        byte[] reply = new byte[2048];
        CommandResult result = _rig.FabricManager.Execute(
            Opcode.TunnelManagementCommand, Hex.Bytes("01 00 0c00", "00 05 00 0100 000000 0000 0000"), reply);
        Assert.Equal(ReturnCode.Success, result.Code);
        Assert.Equal("lost", result.ReplyFault?.ToString());
    }

    [Fact]
    public void Records_of_every_log_go_wrong()
    {
        Load("""{"record": "general_media"}""", """{"fault": "duplicate_record"}""");
        byte[] record = Hex.Bytes("fbcd0a77c260417f85a9088b1621eba6", Hex.Zeros(112));
        var warnings = _rig.Host.Cci.Logs[EventLogType.Warning.Value];
        Assert.True(warnings.Append(record));
        Assert.Equal(2, warnings.Count);
        Assert.Equal("0100", Hex.Text(warnings[0].Slice(20, 2)));
        Assert.Equal("0200", Hex.Text(warnings[1].Slice(20, 2)));
        Assert.Equal(["0 f: duplicate_record at record general_media"], _fired);
    }

    [Fact]
    public void A_record_is_not_duplicated_where_there_is_no_room()
    {
        var rig = new Rig("""{"event_log_depths": {"dynamic_capacity": 2}}""");
        rig.Device.LoadFaults(FaultScenarioFile.Parse(
            """{"faults": [{"when": {"record": "any", "times": "always"}, "then": {"fault": "duplicate_record"}}]}"""));
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        Assert.Equal((2, 2), (rig.DynamicCapacityLog.Count, rig.DynamicCapacityLog.Waiting));
    }

    [Fact]
    public void A_log_that_loses_every_record_lets_those_that_wait_through()
    {
        var rig = new Rig("""{"event_log_depths": {"dynamic_capacity": 1}}""");
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        rig.Device.LoadFaults(FaultScenarioFile.Parse(
            """{"faults": [{"when": {"record": "any", "times": "always"}, "then": {"fault": "drop_record"}}]}"""));
        Assert.Equal(Reply(ReturnCode.Success), rig.ClearDynamicCapacity(1));
        Assert.Equal((0, 0), (rig.DynamicCapacityLog.Count, rig.DynamicCapacityLog.Waiting));
    }

    [Fact]
    public void Interrupts_are_lost_and_spurious()
    {
        var told = new List<string>();
        _rig.Host.Cci.EventNotification += mask => told.Add($"0106h {mask:x}");
        _rig.Host.Cci.Interrupt += (log, _) => told.Add($"interrupt {log}");
        Ask(Opcode.SetMctpEventInterruptPolicy, "1000");
        Ask(Opcode.SetEventInterruptPolicy, "00 00 00 00 01");
        Load("""{"interrupt": "any"}""", """{"fault": "lose_interrupt"}""");
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Empty(told);
        Load("""{"record": "add_capacity"}""", """{"fault": "spurious_interrupt"}""");
        Assert.Null(_rig.Offer((2, 1)));
        Assert.Equal(["0106h 10", "interrupt dynamic capacity"], told);
        Assert.Equal(2, _fired.Count);
    }

    [Fact]
    public void An_interrupt_that_nobody_asked_for_is_none_to_be_lost()
    {
        Load("""{"interrupt": "any"}""", """{"fault": "lose_interrupt"}""");
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Empty(_fired);
    }

    [Theory]
    [InlineData("""{"fault": "bump_generation", "by": 4294967295}""")]
    [InlineData("""{"fault": "change_list"}""")]
    [InlineData("""{"fault": "overflow_log", "log": "warning", "lost": 65535}""")]
    [InlineData("""{"fault": "spurious_interrupt"}""")]
    [InlineData("""{"fault": "reset"}""")]
    public void Some_are_injected_at_once(string then)
    {
        _rig.Give((0, 1));
        string kind = then.Split('"')[3];
        Assert.Null(_rig.Device.Inject(Immediate(then), 0));
        Assert.Equal([$"0 injected: {kind} at once"], _fired);
    }

    [Fact]
    public void What_there_is_nothing_for_is_not_injected()
    {
        string before = State.Of(_rig.Device);
        foreach (int? host in new int?[] { null, 0 })
            Assert.Equal(
                "there is nothing that the fault could happen to",
                _rig.Device.Inject(Immediate("""{"fault": "change_list"}"""), host)?.Reason);
        Assert.NotNull(_rig.Device.Inject(Immediate("""{"fault": "bump_generation"}"""), null));
        Assert.Throws<ArgumentOutOfRangeException>(() => _rig.Device.Inject(Immediate("""{"fault": "reset"}"""), 2));
        Assert.Empty(_fired);
        Assert.Equal(before, State.Of(_rig.Device));
    }

    [Fact]
    public void A_list_that_changes_is_one_that_the_rules_allow()
    {
        _rig.Give((0, 1), (2, 1), (4, 1));
        Assert.Null(_rig.Device.Inject(Immediate("""{"fault": "change_list", "position": 1}"""), 0));
        Assert.Equal(List(2, Extent(0, 1), Extent(4, 1)), _rig.WholeList());
        Assert.Null(_rig.Offer((2, 1)));
    }

    [Fact]
    public void A_list_that_changes_tells_both_logs_what_extent_it_was()
    {
        const string tag = FabricManagerPayloads.T1;
        var rig = new Rig("""{"regions": [{"sharable": true}]}""");
        Assert.Null(rig.Offer(0, tag, (0, 1), (2, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (2, 1)));
        rig.ClearDynamicCapacity(1, 2);
        Rig.Ask(rig.FabricManager, Opcode.ClearEventRecords, Handles(EventLogType.DynamicCapacity, 1, 2));
        Assert.Null(rig.Device.Inject(Immediate("""{"fault": "change_list"}"""), 0));
        string lost = Extent(2, 1, tag, sequence: 1);
        string[] records =
            [Record(2, 3, lost, extentsAvailable: 511, tagsAvailable: 63),
            Record(5, 3, lost, extentsAvailable: 511, tagsAvailable: 63)];
        Assert.Equal(Records(more: false, records[0]), rig.ReadLog());
        Assert.Equal(Records(more: false, records[1]), Rig.Ask(rig.FabricManager, Opcode.GetEventRecords, "04"));
    }

    private static ImmediateFault Immediate(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return FaultScenarioFile.ParseImmediate(document.RootElement);
    }
}
