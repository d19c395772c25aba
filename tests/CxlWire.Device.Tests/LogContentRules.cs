using System.Text;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>What is in the logs that 0404h populates.</summary>
public class LogContentRules
{
    private static readonly string[] _quietLogs = ["informational", "warning", "failure", "fatal"];

    private readonly Rig _rig = new("""{"hosts": 2}""");

    private CciPort Second => _rig.Device.Hosts[1].Cci;

    [Fact]
    public void V3_a_hosts_log_has_its_own_refusals_and_the_fabric_managers_all()
    {
        _rig.Ask(Opcode.Identify, "00");
        Ask(Second, Opcode.AddDynamicCapacityResponse, Entries());
        Ask(_rig.FabricManager, new Opcode(0x4800));
        _rig.Ask(new Opcode(0xFFFF));
        const string first =
            "1: host 0: Identify (0001h): Invalid Payload Length (16h): C2: end, byte 0: ";
        const string second = "2: host 1: Add Dynamic Capacity Response (4802h): Invalid Input (02h): A1: ";
        const string third = "3: fm: Get Dynamic Capacity Configuration (4800h): Unsupported (03h): C1: ";
        const string fourth = "4: host 0: FFFFh: Unsupported (03h): C1: opcode, byte 3: ";
        AssertLines(Log(_rig.Host.Cci, LogRules.VendorDebug), first, fourth);
        AssertLines(Log(Second, LogRules.VendorDebug), second);
        AssertLines(Log(_rig.FabricManager, LogRules.VendorDebug), first, second, third, fourth);
    }

    [Fact]
    public void V3_the_newest_lines_that_fit_16_KiB_are_kept_whole()
    {
        for (int i = 0; i < 300; i++)
            _rig.Ask(Opcode.Identify, new string('0', 2 * (i + 1)));
        string log = Log(_rig.Host.Cci, LogRules.VendorDebug);
        string[] lines = log.Split('\n');
        Assert.Equal("", lines[^1]);
        int length = Encoding.UTF8.GetByteCount(log);
        Assert.InRange(length, (16 << 10) - 200, 16 << 10);
        int number = 300 - (lines.Length - 1);
        foreach (string line in lines[..^1])
            Assert.StartsWith($"{++number}: host 0: Identify (0001h): ", line, StringComparison.Ordinal);
        Assert.Equal(300, number);
    }

    [Fact]
    public void V3_where_nothing_was_refused_the_log_is_empty() =>
        Assert.Equal("", Log(_rig.Host.Cci, LogRules.VendorDebug));

    [Fact]
    public void V4_the_state_is_that_of_the_moment()
    {
        _rig.Give((0, 1), (2, 1));
        Assert.Null(_rig.Offer((4, 1)));
        string firsts = HostState(0, generation: 1, accepted: 2, pending: 1, available: 509, records: 3);
        Assert.Equal(State($"[{firsts}]}}"), Log(_rig.Host.Cci, LogRules.StateDump));
        _rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((4, 1)));
        firsts = HostState(0, generation: 2, accepted: 3, pending: 0, available: 509, records: 3);
        string seconds = HostState(1, generation: 0, accepted: 0, pending: 0, available: 512, records: 0);
        Assert.Equal(
            State($"[{firsts},{seconds}],{EventLogs(3)}}}"), Log(_rig.FabricManager, LogRules.StateDump));
    }

    [Fact]
    public void V4_regions_firmware_and_clock_are_told()
    {
        _rig.Ask(Opcode.SetTimestamp, "0100000000000000");
        Assert.StartsWith(
            """{"component_state":1,"timestamp":100000001,"firmware":{"active_slot":1,"staged_slot":0,"revision":"CX""",
            Log(_rig.Host.Cci, LogRules.StateDump),
            StringComparison.Ordinal);
    }

    [Fact]
    public void V4_partitions_are_those_of_now_and_of_after_the_next_reset()
    {
        var rig = new Rig("""
            {"volatile_capacity": "256 MiB", "persistent_capacity": "512 MiB", "partitionable_capacity": "1 GiB",
             "partition_alignment": "256 MiB"}
            """);
        const string first = "'active':{'volatile':1342177280,'persistent':536870912}";
        AssertHas(rig, $"'partitions':{{{first},{first.Replace("active", "next")}}},");
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetPartitionInfo, Hex.U64(1), "00"));
        const string then = "'next':{'volatile':536870912,'persistent':1342177280}";
        AssertHas(rig, $"'partitions':{{{first},{then}}},");
        rig.Device.Reset();
        AssertHas(rig, $"'partitions':{{{then.Replace("next", "active")},{then}}},");
    }

    [Fact]
    public void V4_shutdowns_are_told()
    {
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetShutdownState, "01"));
        AssertHas(_rig, "'shutdown':{'dirty':true,'dirty_count':0},");
        _rig.Device.Reset();
        AssertHas(_rig, "'shutdown':{'dirty':false,'dirty_count':1},");
    }

    [Fact]
    public void V4_media_that_was_not_sanitized_to_the_end_is_told()
    {
        Assert.Equal(Reply(ReturnCode.BackgroundCommandStarted), _rig.Ask(Opcode.Sanitize));
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.RequestAbortBackgroundOperation));
        AssertHas(_rig, "'media_disabled':true,");
    }

    /// <summary>Asks the Fabric Manager's CCI, which disabled media is no hindrance to.</summary>
    private static void AssertHas(Rig rig, string member) =>
        Assert.Contains(Json(member), Log(rig, rig.FabricManager, LogRules.StateDump), StringComparison.Ordinal);

    private static void AssertLines(string log, params string[] begins)
    {
        string[] lines = log.Split('\n');
        Assert.Equal(begins.Length, lines.Length - 1);
        Assert.Equal("", lines[^1]);
        foreach ((string begin, string line) in begins.Zip(lines))
            Assert.StartsWith(begin, line, StringComparison.Ordinal);
    }

    private static string State(string hosts) => Json(
        "{'component_state':1,'timestamp':0,'firmware':{'active_slot':1,'staged_slot':0,'revision':'CXLWIRE 0.1'},",
        "'partitions':{'active':{'volatile':268435456,'persistent':0},'next':{'volatile':268435456,'persistent':0}},",
        "'shutdown':{'dirty':false,'dirty_count':0},'media_disabled':false,",
        "'sanitizing':false,'tags':{'supported':64,'available':64},'regions':[",
        "{'region':0,'base_dpa':'0x10000000','length':1073741824,'block_size':2097152,'sanitize_on_release':false},",
        "{'region':1,'base_dpa':'0x50000000','length':1073741824,'block_size':2097152,'sanitize_on_release':false}",
        "],'hosts':",
        hosts);

    private static string HostState(int host, int generation, int accepted, int pending, int available, int records) =>
        $"{{'host':{host},'generation':{generation},'accepted_extents':{accepted},'pending_extents':{pending},"
            + $"'extents_available':{available},{EventLogs(records)}}}";

    private static string EventLogs(int records) =>
        "'event_logs':{"
            + string.Join(',', _quietLogs.Select(log => $"'{log}':{{'records':0,'waiting':0,'lost':0}}"))
            + $",'dynamic_capacity':{{'records':{records},'waiting':0,'lost':0}}}}";

    private static string Json(params string[] parts) => string.Concat(parts).Replace('\'', '"');

    private string Log(CciPort port, string log) => Log(_rig, port, log);

    private static string Log(Rig rig, CciPort port, string log)
    {
        Assert.Equal(Reply(ReturnCode.BackgroundCommandStarted), Ask(port, Opcode.PopulateLog, log));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return LogRules.Read(port, log);
    }
}
