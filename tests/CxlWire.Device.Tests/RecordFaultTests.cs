using System.Globalization;
using CxlWire.Device.Events;
using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>What faults do to records of each type, at each place of a chain, as whole replies of 0100h.</summary>
public sealed class RecordFaultTests
{
    private const string Drop = """{"fault": "drop_record"}""";

    private readonly Rig _rig = new("""{"event_log_depths": {"informational": 16}}""");

    private void Load(string when, string then) => Load((when, then));

    private void Load(params (string When, string Then)[] faults) => Load(_rig, faults);

    private static void Load(Rig rig, params (string When, string Then)[] faults) => rig.Device.LoadFaults(
        FaultScenarioFile.Parse(
            $$"""
            {"faults": [{{string.Join(", ", faults.Select(f => $$"""{"when": {{f.When}}, "then": {{f.Then}}}"""))}}]}
            """));

    private static string Add(int handle, string extent, bool more = false, int available = 511) =>
        Record(0, handle, extent, more, available);

    [Fact]
    public void A_duplicate_has_a_handle_of_its_own()
    {
        Load("""{"record": "any"}""", """{"fault": "duplicate_record"}""");
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Equal(Records(more: false, Add(1, Extent(0, 1)), Add(2, Extent(0, 1))), _rig.ReadLog());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void A_record_that_comes_twice_leaves_room_for_itself(int depth, int fired)
    {
        var rig = new Rig($$"""{"event_log_depths": {"dynamic_capacity": {{depth}} } }""");
        Load(rig, ("""{"record": "any", "times": "always"}""", """{"fault": "duplicate_record"}"""));
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal((1, fired), (rig.Device.Faults!.Counts[0].Matches, rig.Device.Faults.Counts[0].Fired));
        Assert.Equal(depth, rig.DynamicCapacityLog.Count);
    }

    [Fact]
    public void A_record_is_not_duplicated_into_the_last_place()
    {
        var rig = new Rig("""{"event_log_depths": {"dynamic_capacity": 2}}""");
        Assert.Null(rig.Offer((0, 1)));
        Load(rig, ("""{"record": "any", "times": "always"}""", """{"fault": "duplicate_record"}"""));
        Assert.Null(rig.Offer((2, 1)));
        Assert.Equal(
            Records(more: false, Add(1, Extent(0, 1)), Add(2, Extent(2, 1), available: 510)), rig.ReadLog());
    }

    [Fact]
    public void Two_records_change_places_and_their_handles_do_not()
    {
        Load("""{"record": "any", "times": "always"}""", """{"fault": "reorder_record"}""");
        Assert.Null(_rig.Offer((0, 1), (2, 1), (4, 1)));
        Assert.Equal(
            Records(
                more: false,
                Add(1, Extent(2, 1), more: true, 509),
                Add(2, Extent(4, 1), available: 509),
                Add(3, Extent(0, 1), more: true, 509)),
            _rig.ReadLog());
        Assert.Equal((3, 2), (_rig.Device.Faults!.Counts[0].Matches, _rig.Device.Faults.Counts[0].Fired));
    }

    [Fact]
    public void E8_a_record_that_comes_twice_into_an_empty_log_interrupts_once()
    {
        var told = new List<EventLogType>();
        _rig.Host.Cci.Interrupt += (log, _) => told.Add(log);
        _rig.Ask(Opcode.SetEventInterruptPolicy, "00 00 00 00 01");
        Load("""{"record": "any", "times": "always"}""", """{"fault": "duplicate_record"}""");
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Equal([EventLogType.DynamicCapacity], told);
        Assert.Null(_rig.Offer((2, 1)));
        Assert.Equal([EventLogType.DynamicCapacity], told);
    }

    [Fact]
    public void An_identifier_is_replaced_and_nothing_else()
    {
        Load(
            """{"record": "any"}""",
            """{"fault": "record_uuid", "value": "00112233-4455-6677-8899-aabbccddeeff"}""");
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Equal(
            Records(more: false, "00112233445566778899aabbccddeeff" + Add(1, Extent(0, 1))[32..]), _rig.ReadLog());
    }

    [Fact]
    public void More_and_sequence_are_what_the_fault_says()
    {
        Load(
            ("""{"record": "any"}""", """{"fault": "record_more"}"""),
            ("""{"record": "any"}""", """{"fault": "record_sequence", "value": 772}"""));
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Equal(
            Records(more: false, Add(1, Extent(0, 1, sequence: 772), more: true)), _rig.ReadLog());
    }

    [Theory]
    [InlineData("outside", 0x9000_0000)]
    [InlineData("misaligned", Base0 + (4 * MiB))]
    public void An_extent_is_where_it_cannot_be(string wrong, ulong start)
    {
        var rig = new Rig("""
            {"regions": [{"length": "1 GiB", "block_size": "8 MiB"}, {"length": "512 MiB", "decode_length": "1 GiB"}]}
            """);
        Load(rig, ("""{"record": "any"}""", $$"""{"fault": "record_extent", "as": "{{wrong}}"}"""));
        Assert.Null(rig.Offer((0, 4)));
        Assert.Equal(Records(more: false, Add(1, ExtentAt(start, 4 * Block))), rig.ReadLog());
    }

    [Fact]
    public void A_tag_is_replaced_and_an_extent_is_left_without_bytes()
    {
        const string Tag = "00112233445566778899aabbccddeeff";
        Load(
            ("""{"record": "any"}""", $$"""{"fault": "record_tag", "value": "{{Guid.Parse(Tag)}}"}"""),
            ("""{"record": "any"}""", """{"fault": "record_extent", "as": "empty"}"""));
        Assert.Null(_rig.Offer((0, 1)));
        string extent = Extent(0, 1);
        Assert.Equal(
            Records(more: false, Add(1, extent[..16] + Hex.Zeros(8) + Tag + extent[64..])), _rig.ReadLog());
    }

    [Fact]
    public void An_overlap_is_with_the_record_before_in_the_chain()
    {
        _rig.Give((9, 1));
        Assert.Equal(Reply(ReturnCode.Success), _rig.ClearDynamicCapacity(1));
        Load("""{"record": "any", "chain": 2}""", """{"fault": "record_extent", "as": "overlapping"}""");
        Assert.Null(_rig.Offer((0, 1), (2, 2)));
        Assert.Equal(
            Records(more: false, Add(2, Extent(0, 1), more: true, 509), Add(3, Extent(0, 2), available: 509)),
            _rig.ReadLog());
    }

    [Fact]
    public void An_overlap_of_a_first_record_is_with_the_first_extent_of_the_host()
    {
        _rig.Give((9, 1), (11, 1));
        Load("""{"record": "any"}""", """{"fault": "record_extent", "as": "overlapping"}""");
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Equal(Extent(9, 1), Hex.Text(_rig.DynamicCapacityLog[2].Slice(56, 40)));
    }

    [Fact]
    public void An_overlap_needs_an_extent_to_overlap()
    {
        Load(
            ("""{"record": "any", "chain": 1}""", Drop),
            ("""{"record": "any", "times": "always"}""", """{"fault": "record_extent", "as": "overlapping"}"""));
        Assert.Null(_rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Records(more: false, Add(2, Extent(2, 1), available: 510)), _rig.ReadLog());
        Assert.Equal((2, 0), (_rig.Device.Faults!.Counts[1].Matches, _rig.Device.Faults.Counts[1].Fired));
    }

    [Theory]
    [InlineData("ca95afa7f18340188c2f95268e101a2a", 0, "add_capacity")]
    [InlineData("ca95afa7f18340188c2f95268e101a2a", 1, "release_capacity")]
    [InlineData("ca95afa7f18340188c2f95268e101a2a", 2, "forced_release")]
    [InlineData("ca95afa7f18340188c2f95268e101a2a", 3, "region_updated")]
    [InlineData("ca95afa7f18340188c2f95268e101a2a", 4, "add_response")]
    [InlineData("ca95afa7f18340188c2f95268e101a2a", 5, "released")]
    [InlineData("ca95afa7f18340188c2f95268e101a2a", 6, null)]
    [InlineData("fbcd0a77c260417f85a9088b1621eba6", 0, "general_media")]
    [InlineData("601dcbb39c064eabb8af4e9bfb5c9624", 0, "dram")]
    [InlineData("fe927475dd594339a58679bab113b774", 0, "memory_module")]
    [InlineData("00112233445566778899aabbccddeeff", 0, null)]
    public void A_record_is_of_one_type(string identifier, int type, string? name)
    {
        byte[] record = Hex.Bytes(identifier, Hex.Zeros(32), Hex.U16(type)[..2], Hex.Zeros(79));
        var fired = new List<string>();
        _rig.Device.Activity.FaultFired += fault => fired.Add(fault.Moment);
        foreach (string when in FaultRecordTypes.Names)
        {
            Load($$"""{"record": "{{when}}", "times": "always"}""", """{"fault": "overflow_log", "log": "fatal"}""");
            _rig.Host.Cci.Logs[EventLogType.Informational.Value].Append(record);
        }

        Assert.Equal(name is null ? [] : [$"record {name}"], fired);
        Load("""{"record": "any"}""", Drop);
        _rig.Host.Cci.Logs[EventLogType.Warning.Value].Append(record);
        Assert.Equal(0, _rig.Host.Cci.Logs[EventLogType.Warning.Value].Count);
        Assert.Equal($"record {name ?? "of another type"}", fired[^1]);
    }

    [Theory]
    [InlineData("""{"fault": "record_more"}""")]
    [InlineData("""{"fault": "record_extent", "as": "outside"}""")]
    [InlineData("""{"fault": "record_sequence", "value": 1}""")]
    [InlineData("""{"fault": "record_tag", "value": "00112233-4455-6677-8899-aabbccddeeff"}""")]
    public void What_only_capacity_has_does_not_go_wrong_in_other_records(string then)
    {
        Load("""{"record": "any"}""", then);
        string record = "fbcd0a77c260417f85a9088b1621eba6" + Hex.Zeros(112);
        EventLog warnings = _rig.Host.Cci.Logs[EventLogType.Warning.Value];
        warnings.Append(Hex.Bytes(record));
        Assert.Equal(record[..40] + "0100" + record[44..], Hex.Text(warnings[0]));
        Assert.Equal(0, _rig.Device.Faults!.Counts[0].Fired);
    }

    [Theory]
    [InlineData("1", ".x" + "." + ".xx")]
    [InlineData("2", "x." + "x" + "x.x")]
    [InlineData("3", "xx" + "x" + "xx.")]
    [InlineData("\"last\"", "x." + "." + "xx.")]
    public void A_record_has_its_place_in_the_chain_of_its_request(string chain, string entered)
    {
        Load($$"""{"record": "any", "chain": {{chain}}, "times": "always"}""", Drop);
        Assert.Null(_rig.Offer((0, 1), (2, 1)));
        Assert.Null(_rig.Offer((4, 1)));
        Assert.Null(_rig.Offer((6, 1), (8, 1), (10, 1)));
        string[] there = [.. Enumerable.Range(0, _rig.DynamicCapacityLog.Count)
            .Select(i => Hex.Text(_rig.DynamicCapacityLog[i].Slice(56, 8)))];
        Assert.Equal(entered, string.Concat(
            Enumerable.Range(0, 6).Select(i => there.Contains(Hex.U64(Base0 + ((ulong)i * 2 * Block))) ? 'x' : '.')));
    }

    [Fact]
    public void What_befalls_the_device_as_a_record_enters_befalls_it_once()
    {
        _rig.Give((0, 1));
        Load(
            ("""{"record": "any", "times": "always"}""", """{"fault": "bump_generation", "by": 5}"""),
            ("""{"record": "any", "times": "always"}""", """{"fault": "overflow_log", "log": "warning", "lost": 3}"""));
        Assert.Null(_rig.Offer((2, 1)));
        Assert.Equal([1, 1], _rig.Device.Faults!.Counts.Select(count => (int)count.Fired));
        Assert.Equal(List(6, Extent(0, 1)), _rig.WholeList());
        Assert.Equal(3, _rig.Host.Cci.Logs[EventLogType.Warning.Value].OverflowCount);
    }

    [Fact]
    public void Two_faults_that_lose_one_interrupt_lose_it()
    {
        int told = 0;
        _rig.Host.Cci.EventNotification += _ => told++;
        _rig.Ask(Opcode.SetMctpEventInterruptPolicy, "1000");
        const string Lose = """{"fault": "lose_interrupt"}""";
        Load(("""{"interrupt": "any"}""", Lose), ("""{"interrupt": "any"}""", Lose));
        Assert.Null(_rig.Offer((0, 1)));
        Assert.Equal(0, told);
        Assert.Equal(
            ["1", "1"], _rig.Device.Faults!.Counts.Select(c => c.Fired.ToString(CultureInfo.InvariantCulture)));
    }
}
