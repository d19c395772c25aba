using System.Text;
using CxlWire.Device.Commands;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>
/// What a device is in, in device files and out of them. That a thousand random ones are saved and answer as before is
/// the fuzz target "state"; these are whole texts, and what cannot be.
/// </summary>
public class StateTests
{
    private const string Tag = "5be13bce-ae34-4a77-b6c3-16df975fcf1a";
    private const string Extent = $$"""{"start":"0x10000000","length":"0x200000","tag":"{{Tag}}"}""";
    private const string Tags = """
        "capacity":{"generation":1,"tags":[{"tag":"TAG","extents":[EXTENT]}]}
        """;

    [Fact]
    public void A_device_to_which_nothing_happened_has_next_to_no_state() =>
        Assert.Equal("""{"regions":[{},{}],"hosts":[{}]}""", StateOf(new Rig().Device));

    [Fact]
    public void What_was_offered_is_in_it_with_the_record_that_says_so()
    {
        var rig = new Rig();
        Offer(rig);
        string record = Hex.Text(rig.DynamicCapacityLog[0]);
        Assert.Equal(
            Fill("""
            {"regions":[{},{}],TAGS,"hosts":[{"offers":[{"tag":"TAG","extents":[EXTENT]}],
            "cci":{"dynamic_capacity":{"last_handle":1,"records":[{"record":"RECORD"}]}}}]}
            """.ReplaceLineEndings("")).Replace("RECORD", record, StringComparison.Ordinal),
            StateOf(rig.Device));
    }

    [Fact]
    public void A_device_file_may_begin_with_what_people_write()
    {
        var rig = new Rig(Fill("""
            {"extents_supported": 4, "lsa_size": 16, "state": {
              // What host 0 has, and was offered.
              TAGS,
              "hosts": [{"generation": 7, "extents": [EXTENT, {"start": "0x10200000", "length": 4194304}],
                         "offers": [{"extents": [{"start": "0x50000000", "length": "0x200000"}]}],}],
              "media": {"poison": [{"start": 4096, "length": 64, "source": 2}], "labels": "aabb"},
            }}
            """));
        Assert.Equal(
            Rig.Reply(
                ReturnCode.Success, "02000000 02000000 07000000 00000000",
                "00000010 00000000 00002000 00000000 5be13bceae344a77b6c316df975fcf1a 0000 000000000000",
                "00002010 00000000 00004000 00000000 00000000000000000000000000000000 0000 000000000000"),
            rig.Ask(Opcode.GetDynamicCapacityExtentList, "ffffffff 00000000"));
        Assert.Equal(
            Rig.Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, "00000000 00000000"));
        Assert.Equal(
            Rig.Reply(ReturnCode.Success, "aabb 0000"), rig.Ask(Opcode.GetLsa, "00000000 04000000"));
        Assert.Equal(
            Rig.Reply(
                ReturnCode.Success, "00 00 0000000000000000 0100 0000000000000000000000000000000000000000",
                "0210000000000000 01000000 00000000"),
            rig.Ask(Opcode.GetPoisonList, "0000000000000000 0000400000000000"));
    }

    [Theory]
    [InlineData("""{"extents": 1}""", "state.extents: 1: not a member that a state has")]
    [InlineData("""{"regions": [{}]}""", "state.regions: [{}]: 2 are needed, and these are 1")]
    [InlineData("""{"regions": [{"block_size": 3}, {}]}""",
        "state.regions[0].block_size: 3: F6: the region does not support the block size")]
    [InlineData("""{"regions": [{"sanitize_on_release_changed": true}, {}]}""",
        "state.regions[0].sanitize_on_release_changed: true: F6: the setting cannot be changed")]
    [InlineData("""{"hosts": [{"extents": [{"start": 0, "length": 64}]}]}""",
        "state.hosts[0].extents[0].start: 0: R1: not in one region, or empty")]
    [InlineData("""{"hosts": [{"extents": [{"start": "0x10000000", "length": 64}]}]}""",
        "state.hosts[0].extents[0].start: \"0x10000000\": R2: not whole blocks")]
    [InlineData("""{"hosts": [{"extents": [{"start": "0xffffffffffffffff", "length": 2}]}]}""",
        "state.hosts[0].extents[0].length: 2: the range leaves 64 bits")]
    [InlineData("""{"hosts": [{"extents": [EXTENT]}]}""",
        "state.hosts[0].extents[0].start: \"0x10000000\": F8: not allocated under its tag")]
    [InlineData("""{ TAGS }""",
        """
        state.capacity: {"generation":1,"tags":[{"tag":"5be13bce-ae34-4a77-b6c3-1...: F8: nobody has all of what tag TAG has allocated
        """)]
    [InlineData("""{ TAGS, "hosts": [{"extents": [EXTENT, EXTENT]}]}""",
        "state.hosts[0].extents[1].start: \"0x10000000\": A3: the host has, or was offered, some of it")]
    [InlineData(
        """
        { TAGS, "hosts": [{"extents": [EXTENT]}],
          "pool": {"sanitizer": {"round": [{"start": "0x10000000", "length": 64}]}}}
        """,
        """
        state.pool.sanitizer.round[0].start: "0x10000000": F5: a host has some of it, a tag keeps it, or it is sanitized twice
        """)]
    [InlineData("""{"hosts": [{"offers": [{}]}]}""",
        "state.hosts[0].offers[0].extents: absent: O1: an offer has at least one")]
    [InlineData("""{"hosts": [{"cci": {"fatal": {"records": [{"record": "00"}]}}}]}""",
        "state.hosts[0].cci.fatal.records[0].record: \"00\": 128 to 128 bytes are needed, and these are 1")]
    [InlineData("""{"media": {"poison": [{"start": 1, "length": 64}]}}""",
        "state.media.poison[0].start: 1: P1: not whole lines of 64 bytes, or poisoned twice")]
    [InlineData("""{"firmware": {"active": 2}}""", "state.firmware.active: 2: W4: there is no firmware in the slot")]
    [InlineData("""{"security": {"user": {"passphrase": "00"}}}""",
        "state.security.user.passphrase: \"00\": K2: not 32 bytes")]
    [InlineData("""{"background": {"opcode": 1, "started_nanoseconds_ago": 5}}""",
        "state.background.opcode: 1: B1: nothing that goes on in the background")]
    public void What_no_device_can_be_in_is_refused_and_changes_nothing(string state, string expected)
    {
        var rig = new Rig();
        Offer(rig);
        string before = StateOf(rig.Device);
        byte[] json = Encoding.UTF8.GetBytes(Fill(state));
        expected = Fill(expected);
        Assert.Equal(expected, Assert.Throws<JsonFileException>(() => rig.Device.LoadState(json)).Message);
        Assert.Equal(before, StateOf(rig.Device));
        Assert.Equal(
            expected,
            Assert.Throws<JsonFileException>(
                () => new CxlDevice(DeviceConfiguration.Default with { State = json }, rig.Clock)).Message);
    }

    [Fact]
    public void A_device_goes_back_to_what_it_was_in_and_its_log_says_so_to_nobody()
    {
        var rig = new Rig();
        byte[] before = rig.Device.TakeState();
        Offer(rig);
        rig.Device.LoadState(before);
        Assert.Equal(Encoding.UTF8.GetString(before), StateOf(rig.Device));
        Assert.Equal(
            Rig.Reply(ReturnCode.Success, Hex.Zeros(32)), rig.Ask(Opcode.GetEventRecords, "04"));

        // All of the capacity is free again.
        Offer(rig);
        Assert.Equal(1, rig.DynamicCapacityLog.Count);
    }

    public static TheoryData<string> Lookers => [.. HandlerTable.Rows.Where(row => row.OnlyLooks)
        .Select(row => row.Command.Opcode.ToString())];

    [Theory]
    [MemberData(nameof(Lookers))]
    public void A_command_that_only_looks_changes_nothing(string name)
    {
        HandlerRow row = HandlerTable.Rows.Single(r => r.Command.Opcode.ToString() == name);
        var rig = new Rig("""{"hosts": 2, "lsa_size": 64, "regions": [{"length": "256 MiB", "sharable": true}]}""");
        Offer(rig);
        rig.Ask(Opcode.SetTimestamp, Hex.U64(5));
        int changes = 0;
        rig.Device.Activity.Changed = () => changes++;
        string before = StateOf(rig.Device);
        CciPort port = (row.Command.Ccis & CciKinds.Host) != 0 ? rig.Host.Cci : rig.FabricManager;
        byte[] reply = new byte[port.MaximumPayload];
        for (byte fill = 0; fill < 5; fill++)
        {
            byte[] request = new byte[row.Command.Request.Size];
            request.AsSpan().Fill(fill);
            port.Execute(row.Command.Opcode, request, reply);
        }

        // Refusals are kept, and are no change of the device.
        Assert.Equal(WithoutRefusals(before), WithoutRefusals(StateOf(rig.Device)));
        Assert.Equal(0, changes);
    }

    [Fact]
    public void Whoever_keeps_the_state_is_called_once_for_each_step_before_it_is_answered()
    {
        var rig = new Rig();
        List<string> kept = [];
        rig.Device.Activity.Changed = () => kept.Add(StateOf(rig.Device));
        Offer(rig);
        Assert.Equal([StateOf(rig.Device)], kept);
        rig.Ask(Opcode.GetEventRecords, "04");
        rig.Ask(Opcode.GetDynamicCapacityExtentList, "ffffffff 00000000");
        Assert.Single(kept);
        rig.Ask(Opcode.ClearEventRecords, "04 00 01 000000 0100");
        Assert.Equal(StateOf(rig.Device), kept[1]);
        rig.Ask(Opcode.AddDynamicCapacityResponse, "00000000 00000000");
        Assert.Equal(StateOf(rig.Device), kept[2]);
        rig.Device.Reset();
        rig.Device.LabelStorage.Load([1]);
        Assert.Equal(5, kept.Count);
    }

    private static void Offer(Rig rig) => Assert.Null(rig.Device.FabricManager.Add(new AddCapacityRequest
    {
        HostId = 0,
        SelectionPolicy = SelectionPolicy.Prescriptive,
        Region = 0,
        Tag = Protocol.Tag.TryParse(Tag, out Tag tag) ? tag : default,
        Extents = [new RegionRange(0, Rig.Block)],
    }));

    private static string Fill(string text) => text.Replace("TAGS", Tags, StringComparison.Ordinal)
        .Replace("EXTENT", Extent, StringComparison.Ordinal).Replace("TAG", Tag, StringComparison.Ordinal);

    private static string WithoutRefusals(string state)
    {
        int at = state.IndexOf(",\"refusal_count\"", StringComparison.Ordinal);
        return at < 0 ? state : state[..at] + "}";
    }

    private static string StateOf(CxlDevice device) => Encoding.UTF8.GetString(device.TakeState());
}
