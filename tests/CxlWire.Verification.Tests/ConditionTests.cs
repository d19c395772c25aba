using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Verification.Tests;

/// <summary>Each kind of condition: not met, with what is missing; then met.</summary>
public sealed class ConditionTests
{
    private readonly Watched _watched = new();

    [Fact]
    public void Offers_are_pending_until_they_are_answered()
    {
        Assert.Equal("", _watched.Explain("""{"pending": 0}"""));
        _watched.Offer((0, 1), (1, 1));
        Assert.Equal("host 0 has 1 pending offer, not 0", _watched.Explain("""{"pending": 0}"""));
        Assert.Equal("", _watched.Explain("""{"pending": 1}"""));
        Assert.Equal("", _watched.Explain("""{"pending": 0, "host": 1}"""));
        Assert.Equal(ReturnCode.Success, _watched.Answer(false));
        Assert.Equal("host 0 has 0 pending offers, not 1", _watched.Explain("""{"pending": 1}"""));
    }

    [Fact]
    public void Only_the_last_part_of_an_answer_that_succeeds_answers_an_offer()
    {
        _watched.Offer((0, 1), (1, 1));
        Assert.Equal(ReturnCode.InvalidPhysicalAddress, _watched.Answer(false, (5, 1)));
        Assert.Equal(ReturnCode.Success, _watched.Answer(true, (0, 1)));
        Assert.Equal("host 0 has answered 0 offers, not 1", _watched.Explain("""{"answered": 1}"""));
        Assert.Equal(ReturnCode.Success, _watched.Answer(false, (1, 1)));
        Assert.Equal("", _watched.Explain("""{"answered": 1}"""));
        Assert.Equal("host 0 has answered 1 offer, not 2", _watched.Explain("""{"answered": 2}"""));
        _watched.Counts.Reset();
        Assert.Equal("host 0 has answered 0 offers, not 1", _watched.Explain("""{"answered": 1}"""));
    }

    [Fact]
    public void A_list_has_so_many_extents_and_covers_what_it_covers()
    {
        Assert.Equal("", _watched.Explain("""{"held": []}"""));
        _watched.Offer((0, 1), (1, 1), (4, 2));
        _watched.Answer(false, (0, 1), (1, 1), (4, 2));
        Assert.Equal("the list of host 0 has 3 extents, not 2", _watched.Explain("""{"list": 2}"""));
        Assert.Equal("", _watched.Explain("""{"list": 3}"""));
        Assert.Equal("", _watched.Explain("""{"held": [["264 MiB", "4 MiB"], [268435456, "0x400000"]]}"""));
        Assert.Equal(
            "host 0 holds 10000000h+200000h, and not only what is wanted of it",
            _watched.Explain("""{"held": [["264 MiB", "4 MiB"]]}"""));
        Assert.Equal(
            "host 0 holds 10800000h+400000h, and not only what is wanted of it",
            _watched.Explain("""{"held": [["264 MiB", "2 MiB"], ["256 MiB", "4 MiB"]]}"""));
        Assert.Equal(
            "host 0 does not hold all of 10000000h+600000h",
            _watched.Explain("""{"held": [["256 MiB", "6 MiB"], ["264 MiB", "4 MiB"]]}"""));
        Assert.Equal(
            "host 0 holds 10000000h+200000h, and not only what is wanted of it", _watched.Explain("""{"held": []}"""));
    }

    [Fact]
    public void A_command_was_seen_so_many_times()
    {
        const string Twice = """{"command": "get-dc-extent-list", "times": 2, "return_code": "Invalid Input"}""";
        _watched.Send(Opcode.GetDynamicCapacityExtentList, "0000000000000000");
        _watched.Send(Opcode.GetDynamicCapacityExtentList, "0000000005000000");
        Assert.Equal(
            "host 0 has sent get-dc-extent-list with Invalid Input (02h) 1 time, not 2", _watched.Explain(Twice));
        Assert.Equal("", _watched.Explain("""{"command": "get-dc-extent-list", "times": 2}"""));
        Assert.Equal("", _watched.Explain("""{"command": 18433, "return_code": 0}"""));
        Assert.Equal(
            "host 1 has sent get-dc-extent-list 0 times, not 1",
            _watched.Explain("""{"command": "get-dc-extent-list", "host": 1}"""));
        Assert.Equal(
            "the Fabric Manager has sent C001h 0 times, not 1",
            _watched.Explain("""{"command": "0xc001", "fm": true}"""));
        _watched.Device.FabricManager.Cci.Execute(new Opcode(0xC001), [], new byte[4096]);
        Assert.Equal("", _watched.Explain("""{"command": "0xc001", "fm": true}"""));
    }

    [Fact]
    public void A_log_is_empty_when_nothing_waits_to_get_in_either()
    {
        Assert.Equal("", _watched.Explain("""{"log_empty": "dynamic_capacity"}"""));
        _watched.Offer([.. Enumerable.Range(0, 130).Select(i => ((ulong)i * 2, 1UL))]);
        int depth = _watched.Device.Hosts[0].Cci.DynamicCapacityLog.Depth;
        Assert.Equal(
            $"the dynamic_capacity log of host 0 has {depth} records, and {130 - depth} more wait to get in",
            _watched.Explain("""{"log_empty": "dc"}"""));
        Assert.Equal("", _watched.Explain("""{"log_empty": "warning"}"""));
        Assert.Equal("", _watched.Explain("""{"log_empty": "dynamic_capacity", "fm": true}"""));
    }

    [Fact]
    public void A_fault_happened_and_a_new_scenario_begins_anew()
    {
        const string Busy = """
            {"faults": [{"name": "busy", "when": {"command": "any", "times": 2}, "then":
              {"fault": "return_code", "code": "Busy"}}]}
            """;
        _watched.LoadFaults(Busy);
        Assert.Equal("the fault 'busy' has happened 0 times, not 1", _watched.Explain("""{"fault": "busy"}"""));
        _watched.Send(Opcode.IdentifyMemoryDevice);
        Assert.Equal("", _watched.Explain("""{"fault": "busy"}"""));
        Assert.Equal(
            "the fault 'busy' has happened 1 time, not 2", _watched.Explain("""{"fault": "busy", "times": 2}"""));
        _watched.LoadFaults(Busy);
        Assert.Equal("the fault 'busy' has happened 0 times, not 1", _watched.Explain("""{"fault": "busy"}"""));
    }

    [Fact]
    public void A_rule_was_violated_when_whoever_judges_says_so()
    {
        Assert.Equal("H1 was violated 0 times, not 1", _watched.Explain("""{"violated": "H1"}"""));
        _watched.Counts.Violated("H1");
        Assert.Equal("", _watched.Explain("""{"violated": "H1"}"""));
        Assert.Equal("H2 was violated 0 times, not 1", _watched.Explain("""{"violated": "H2"}"""));
    }

    [Theory]
    [InlineData(0x0103, "0000000001")]
    [InlineData(0x0105, "1000")]
    public void A_host_listens_once_it_has_asked_to_be_told(int opcode, string request)
    {
        Assert.Equal(
            "host 0 has not asked to be told of dynamic capacity (0103h, 0105h)",
            _watched.Explain("""{"listens": true}"""));
        Assert.Equal("", _watched.Explain("""{"listens": false}"""));
        Assert.Equal(ReturnCode.Success, _watched.Send(new Opcode((ushort)opcode), request));
        Assert.Equal("", _watched.Explain("""{"listens": true}"""));
        Assert.Equal(
            "host 0 has asked to be told of dynamic capacity (0103h, 0105h)",
            _watched.Explain("""{"listens": false}"""));
    }

    [Fact]
    public void A_peer_is_there_until_the_last_has_left()
    {
        DeviceJournal journal = _watched.Device.Journal;
        journal.EnterPeer(false, 0, CommandRoute.Stream, "of before");
        journal.EnterPeer(true, null, CommandRoute.Control, "qmp");
        Assert.Equal("nobody is connected to the CCI of host 0", _watched.Explain("""{"connected": true}"""));
        journal.EnterPeer(true, 0, CommandRoute.Stream, "one");
        journal.EnterPeer(true, 0, CommandRoute.Mailbox, "two");
        journal.EnterPeer(false, 0, CommandRoute.Stream, "one");
        Assert.Equal("", _watched.Explain("""{"connected": true}"""));
        _watched.Counts.Reset();
        Assert.Equal("somebody is connected to the CCI of host 0", _watched.Explain("""{"connected": false}"""));
        Assert.Equal(
            "nobody is connected to the CCI of the Fabric Manager",
            _watched.Explain("""{"connected": true, "fm": true}"""));
    }

    [Fact]
    public void All_and_any_say_what_is_missing()
    {
        const string Both = """{"all": [{"pending": 0}, {"list": 3}, {"any": [{"list": 4}, {"answered": 1}]}]}""";
        Assert.Equal(
            "the list of host 0 has 0 extents, not 3; the list of host 0 has 0 extents, not 4, nor: "
                + "host 0 has answered 0 offers, not 1",
            _watched.Explain(Both));
        Assert.Equal("", _watched.Explain("""{"any": [{"list": 4}, {"all": [{"list": 0}, {"pending": 0}]}]}"""));
    }

    [Theory]
    [InlineData("""{"pending": 1}""", "host 0 has 1 pending offer")]
    [InlineData("""{"answered": 2, "host": 1}""", "host 1 has answered 2 offers")]
    [InlineData("""{"list": 3}""", "the list of host 0 has 3 extents")]
    [InlineData("""{"held": []}""", "host 0 holds nothing")]
    [InlineData("""{"held": [[256, 16], [512, 1]]}""", "host 0 holds 100h+10h, 200h+1h and nothing else")]
    [InlineData(
        """{"command": "release-dc", "return_code": "Busy"}""", "host 0 has sent release-dc with Busy (06h) 1 time")]
    [InlineData("""{"log_empty": 4, "fm": true}""", "the dynamic_capacity log of the Fabric Manager is empty")]
    [InlineData("""{"fault": "late", "times": 2}""", "the fault 'late' has happened 2 times")]
    [InlineData("""{"violated": "H7"}""", "H7 was violated 1 time")]
    [InlineData("""{"listens": true}""", "host 0 has asked to be told of dynamic capacity (0103h, 0105h)")]
    [InlineData("""{"connected": false}""", "nobody is connected to the CCI of host 0")]
    [InlineData(
        """{"all": [{"list": 3}, {"any": [{"pending": 1}, {"pending": 2}]}]}""",
        "the list of host 0 has 3 extents and (host 0 has 1 pending offer or host 0 has 2 pending offers)")]
    public void A_condition_says_what_it_is(string json, string expected) =>
        Assert.Equal(expected, Watched.Read(json).ToString());

    [Fact]
    public void What_code_makes_is_what_json_says()
    {
        Condition made = Condition.Pending(1).And(Condition.List(3, hostId: 1)).Or(
            Condition.Command(Opcode.ReleaseDynamicCapacity, returnCode: ReturnCode.Busy));
        Assert.Equal(
            "(host 0 has 1 pending offer and the list of host 1 has 3 extents) or "
                + "host 0 has sent release-dc with Busy (06h) 1 time",
            made.ToString());
        var error = Assert.Throws<ArgumentException>(() => Condition.Held([new(0, 2), new(1, 2)]));
        Assert.Equal("overlaps another range (Parameter 'ranges')", error.Message);
    }

    [Fact]
    public void A_host_that_the_device_has_not_is_an_error()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _watched.Explain(Condition.List(0, hostId: 2)));
        Assert.Equal("hostId", error.ParamName);
    }

    [Fact]
    public void To_look_allocates_nothing()
    {
        Condition condition = Watched.Read(
            """
            {"all": [{"pending": 0}, {"list": 0}, {"log_empty": "dc"}, {"held": []}, {"listens": false},
              {"connected": false}, {"any": [{"answered": 1}, {"command": "get-timestamp"}, {"fault": "x"},
                {"violated": "H1"}, {"list": 0}]}]}
            """);
        Assert.Equal("", _watched.Explain(condition));
        Assert.Equal(0, Allocations.Least(() => condition.IsMet(_watched.Device, _watched.Counts)));
    }
}
