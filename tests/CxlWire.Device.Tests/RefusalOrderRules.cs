using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Requests of the Fabric Manager with more than one mistake, and what only a full log refuses.</summary>
public class RefusalOrderRules
{
    /// <summary>Asks the host for a block that it has until no more records may wait.</summary>
    private static void FillLog(Rig rig, Host host, ulong block = 0)
    {
        while (rig.Device.FabricManager.Release(new ReleaseCapacityRequest
        {
            HostId = host.Id,
            Extents = [new RegionRange(block * Block, Block)],
        }) is null)
        {
        }

        Assert.False(host.Cci.DynamicCapacityLog.HasRoomFor(1));
    }

    /// <summary>Offers what the first host has under a tag to the second one, as the control socket does.</summary>
    private static Refusal? ShareWithSecond(Rig rig) => rig.Device.FabricManager.Add(new AddCapacityRequest
    {
        HostId = 1,
        SelectionPolicy = SelectionPolicy.EnableSharedAccess,
        Tag = TagOf(T1),
    });

    private static string? Rule(Refusal? refusal) => refusal?.Rule;

    [Fact]
    public void E7_an_offer_whose_records_may_not_wait_is_refused()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        FillLog(rig, rig.Host);
        AssertRefused(
            rig, ReturnCode.ResourcesExhausted, Opcode.InitiateDynamicCapacityAdd,
            Add(Prescriptive, blocks: 1, extents: Extent(4, 1)));
        Assert.Equal(
            new Refusal(
                ReturnCode.ResourcesExhausted, "E7", "extents", null, "too many event records wait for the host"),
            rig.Offer((4, 1)));
    }

    [Fact]
    public void E7_a_shared_offer_whose_records_may_not_wait_is_refused()
    {
        var rig = new Rig("""{"hosts": 2, "regions": [{"length": "1 GiB", "sharable": true}]}""");
        Assert.Null(rig.Offer(0, T1, (0, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        Host second = rig.Device.Hosts[1];
        Assert.Equal(
            Reply(ReturnCode.Success),
            FabricManagerPayloads.Ask(
                rig, Opcode.InitiateDynamicCapacityAdd, Add(Contiguous, blocks: 1, tag: T2, host: 1)));
        Rig.Ask(second.Cci, Opcode.AddDynamicCapacityResponse, Raw(more: false, (Base0 + Block, Block)));
        FillLog(rig, second, block: 1);
        AssertRefused(
            rig, ReturnCode.ResourcesExhausted, Opcode.InitiateDynamicCapacityAdd,
            Add(EnableSharedAccess, tag: T1, host: 1));
        Assert.Equal("E7", Rule(ShareWithSecond(rig)));
    }

    [Fact]
    public void O2_a_shared_offer_over_the_tracking_limit_is_refused()
    {
        var rig = new Rig("""
            {"hosts": 2, "extents_supported": 2, "regions": [{"length": "1 GiB", "sharable": true}]}
            """);
        Assert.Null(rig.Offer(0, T1, (0, 1), (2, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (2, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success),
            FabricManagerPayloads.Ask(
                rig, Opcode.InitiateDynamicCapacityAdd, Add(Contiguous, blocks: 1, tag: T2, host: 1)));
        AssertRefused(
            rig, ReturnCode.ResourcesExhausted, Opcode.InitiateDynamicCapacityAdd,
            Add(EnableSharedAccess, tag: T1, host: 1));
        Assert.Equal("O2", Rule(ShareWithSecond(rig)));
    }

    [Fact]
    public void O2_a_tag_that_is_live_is_refused_before_the_tracking_limit()
    {
        var rig = new Rig("""{"extents_supported": 1}""");
        Assert.Null(rig.Offer(0, T1, (0, 1)));
        AssertRefused(
            rig, ReturnCode.InvalidInput, Opcode.InitiateDynamicCapacityAdd,
            Add(Prescriptive, blocks: 1, tag: T1, extents: Extent(4, 1)));
    }

    [Fact]
    public void R4_the_tracking_limit_is_looked_at_before_the_log()
    {
        var rig = new Rig("""{"extents_supported": 1}""");
        rig.Give((0, 1));
        FillLog(rig, rig.Host);
        Assert.Equal("O2", Rule(rig.Offer((4, 1))));
    }

    [Fact]
    public void F6_one_host_whose_records_may_not_wait_is_enough_to_leave_the_region_as_it_is()
    {
        var rig = new Rig("""
            {"hosts": 2, "regions": [{"length": "1 GiB"}, {"length": "1 GiB", "sanitize_configurable": true}]}
            """);
        rig.Give((0, 1));
        FillLog(rig, rig.Host);
        AssertRefused(
            rig, ReturnCode.ResourcesExhausted, Opcode.SetDynamicCapacityRegionConfiguration,
            "01 000000" + Hex.U64(Block) + "01 000000");
        Assert.Equal(0, rig.Device.Hosts[1].Cci.DynamicCapacityLog.Count);
        byte[] request = Hex.Bytes("01 000000", Hex.U64(Block), "01 000000");
        Assert.Equal(
            "E7: region, byte 0: too many event records wait for a host",
            rig.FabricManager.Execute(Opcode.SetDynamicCapacityRegionConfiguration, request, []).Refusal?.ToString());
    }

    [Fact]
    public void Q18_a_tag_of_the_wire_is_no_tag_of_the_device()
    {
        var rig = new Rig("""{"quirks": ["q18"]}""");
        foreach (ulong block in new ulong[] { 0, 2 })
            Assert.Equal(
                Reply(ReturnCode.Success),
                FabricManagerPayloads.Ask(
                    rig, Opcode.InitiateDynamicCapacityAdd,
                    Add(Prescriptive, blocks: 1, tag: T1, extents: Extent(block, 1))));
        Assert.Equal(64u, rig.Device.TagsAvailable);
    }

    [Fact]
    public void F8_a_page_of_tags_has_as_many_as_fit_the_payload_and_the_hosts_that_hold_each()
    {
        var rig = new Rig("""
            {"hosts": 3, "payload_size": 256, "regions": [{"length": "1 GiB", "sharable": true}], "tags_supported": 9}
            """);
        string[] tags = [.. Enumerable.Range(1, 4).Select(i => $"00000000-0000-0000-0000-00000000000{i}")];
        for (int i = 0; i < tags.Length; i++)
            Assert.Null(rig.Offer(0, tags[i], ((ulong)i, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        foreach (int host in new[] { 1, 2 })
            Assert.Equal(
                Reply(ReturnCode.Success),
                FabricManagerPayloads.Ask(
                    rig, Opcode.InitiateDynamicCapacityAdd, Add(EnableSharedAccess, tag: tags[0], host: host)));
        Rig.Ask(rig.Device.Hosts[2].Cci, Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        string first = Tag(tags[0]) + "00 000000" + Bitmap("05") + Bitmap("02");
        string second = Tag(tags[1]) + "00 000000" + Bitmap("00") + Bitmap("01");
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U32(4), Hex.U32(4), Hex.U32(2), "03 000000", first, second),
            FabricManagerPayloads.Ask(rig, Opcode.ListDynamicCapacityTags, Hex.U32(0), Hex.U32(9)));

        static string Bitmap(string first) => first + Hex.Zeros(31);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A8_a_reset_drops_what_was_gathered(bool release)
    {
        var rig = new Rig();
        Opcode opcode = release ? Opcode.ReleaseDynamicCapacity : Opcode.AddDynamicCapacityResponse;
        if (release)
            rig.Give((0, 1), (2, 1));
        else
            Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(opcode, Entries(more: true, (0, 1))));
        rig.Device.Reset();
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(opcode, Entries((2, 1))));
        Assert.Equal(release ? List(2, Extent(0, 1)) : List(1, Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void F5_sanitizing_that_begins_after_a_background_command_has_ended_is_what_is_told()
    {
        var rig = new Rig("""
            {"sanitize_bytes_per_second": "2 MiB", "regions": [{"length": "1 GiB", "sanitize_on_release": true}]}
            """);
        rig.Give((0, 1));
        rig.Device.LoadFaults(Faults.FaultScenarioFile.Parse("""
            {"faults": [{"when": {"command": "identify"}, "then": {"fault": "background", "after_ms": 1000}}]}
            """));
        rig.Host.Cci.Execute(Opcode.Identify, [], new byte[2048]);
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(
            Reply(ReturnCode.Success, "c800010000000000"), rig.Ask(Opcode.BackgroundOperationStatus));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success, "0100034800000000"), rig.Ask(Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void L3_a_release_up_to_the_end_of_an_extent_splits_nothing()
    {
        var rig = new Rig("""{"extents_supported": 2}""");
        rig.Give((0, 2), (2, 2));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((1, 1))));
        Assert.Equal(List(2, Extent(0, 1), Extent(2, 2)), rig.WholeList());
    }

    [Fact]
    public void Q17_what_is_forced_and_sanitized_is_only_asked_for()
    {
        var rig = new Rig("""{"quirks": ["q17"], "sanitize_bytes_per_second": 1}""");
        rig.Give((0, 1));
        Assert.Equal(
            Reply(ReturnCode.Success),
            FabricManagerPayloads.Ask(
                rig, Opcode.InitiateDynamicCapacityRelease, Release(0x31, extents: Extent(0, 1))));
        Assert.Equal(List(1, Extent(0, 1)), rig.WholeList());
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        Assert.Null(rig.Offer((0, 1)));
    }

    [Fact]
    public void O2_the_tracking_limit_of_a_shared_offer_is_looked_at_before_the_log()
    {
        var rig = new Rig("""
            {"hosts": 2, "extents_supported": 1, "regions": [{"length": "1 GiB", "sharable": true}]}
            """);
        Assert.Null(rig.Offer(0, T1, (4, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((4, 1)));
        Host second = rig.Device.Hosts[1];
        FabricManagerPayloads.Ask(
            rig, Opcode.InitiateDynamicCapacityAdd, Add(Contiguous, blocks: 1, tag: T2, host: 1));
        Rig.Ask(second.Cci, Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        FillLog(rig, second);
        Assert.Equal("O2", Rule(ShareWithSecond(rig)));
    }

    [Fact]
    public void A_response_message_limit_may_be_all_that_the_device_has()
    {
        var rig = new Rig();
        Assert.Equal(Reply(ReturnCode.Success, "0b"), rig.Ask(Opcode.SetResponseMessageLimit, "0b"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.SetResponseMessageLimit, "0c"));
    }
}
