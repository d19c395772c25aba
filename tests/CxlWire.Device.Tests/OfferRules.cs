using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Refusals;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>O: offers.</summary>
public class OfferRules
{
    [Fact]
    public void O1_one_request_is_one_chain_with_more_on_all_but_the_last()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 1), (8, 2), (4, 1)));
        Assert.Equal(
            Records(
                more: false,
                Record(0, 1, Extent(0, 1, T1), more: true, extentsAvailable: 509, tagsAvailable: 63),
                Record(0, 2, Extent(8, 2, T1), more: true, extentsAvailable: 509, tagsAvailable: 63),
                Record(0, 3, Extent(4, 1, T1), extentsAvailable: 509, tagsAvailable: 63)),
            rig.ReadLog());
        Assert.Single(rig.Host.Offers.Pending);
    }

    [Theory]
    [InlineData(0, 0, "extent with 0 length is not allowed: extents[1].len is 0", 0x1E)]
    [InlineData(4096, 0, "extent with 0 length is not allowed: extents[1].len is 0", 0x1E)]
    [InlineData(1, Block, "dpa or len is not aligned to region block size: "
        + "extents[1].offset is 1, blocks have 2097152 bytes", 0x1E)]
    [InlineData(0, Block + 64, "dpa or len is not aligned to region block size: "
        + "extents[1].len is 2097216, blocks have 2097152 bytes", 0x1E)]
    [InlineData(1024 * MiB, Block, "extent range is beyond the region end: "
        + "extents[1] has offset 1073741824 and len 2097152, the region 1073741824 bytes", 0x0F)]
    [InlineData((1024 * MiB) - Block, 2 * Block, "extent range is beyond the region end: "
        + "extents[1] has offset 1071644672 and len 4194304, the region 1073741824 bytes", 0x0F)]
    [InlineData(0, 1026 * MiB, "extent range is beyond the region end: "
        + "extents[1] has offset 0 and len 1075838976, the region 1073741824 bytes", 0x0F)]
    [InlineData(0xFFFF_FFFF_FFE0_0000, Block, "extent range is beyond the region end: "
        + "extents[1] has offset 18446744073707454464 and len 2097152, the region 1073741824 bytes", 0x0F)]
    [InlineData(Block, 0xFFFF_FFFF_FFE0_0000, "extent range is beyond the region end: "
        + "extents[1] has offset 2097152 and len 18446744073707454464, the region 1073741824 bytes", 0x0F)]
    [InlineData(10 * Block, Block, "duplicate or overlapped extents are detected: "
        + "extents[1] has offset 20971520 and len 2097152", 0x1E)]
    [InlineData(9 * Block, 4 * Block, "duplicate or overlapped extents are detected: "
        + "extents[1] has offset 18874368 and len 8388608", 0x1E)]
    [InlineData(20 * Block, Block, "cannot add DPA already accessible to the same LD: "
        + "extents[1] has dpa 0x12800000 len 0x200000", 0x1E)]
    [InlineData(19 * Block, 2 * Block, "cannot add DPA already accessible to the same LD: "
        + "extents[1] has dpa 0x12600000 len 0x400000", 0x1E)]
    [InlineData(30 * Block, Block, "cannot add DPA again while still pending: "
        + "extents[1] has dpa 0x13c00000 len 0x200000", 0x1E)]
    public void O2_an_extent_that_cannot_be_offered_refuses_the_whole(
        ulong offset, ulong length, string reason, ushort code)
    {
        var rig = new Rig();
        rig.Give((20, 1));
        Assert.Null(rig.Offer((30, 1)));
        string before = State.Of(rig.Device);
        Refusal? refusal = rig.Device.FabricManager.Add(new AddCapacityRequest
        {
            Extents = [new RegionRange(10 * Block, Block), new RegionRange(offset, length)],
        });
        Assert.Equal(new Refusal(new ReturnCode(code), "O2", "extents", null, reason), refusal);
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void O2_an_empty_request_is_refused()
    {
        var rig = new Rig();
        string before = State.Of(rig.Device);
        Assert.Equal("at least one extent is needed", rig.Offer()?.Reason);
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void O2_a_request_over_the_tracking_limit_is_refused()
    {
        var rig = new Rig("""{"extents_supported": 4}""");
        rig.Give((0, 1), (2, 1));
        Assert.Null(rig.Offer((4, 1)));
        string before = State.Of(rig.Device);
        Assert.Equal(
            new Refusal(ReturnCode.ResourcesExhausted, "O2", "extents", null, "not enough extents available"),
            rig.Offer((6, 1), (8, 1)));
        Assert.Equal(before, State.Of(rig.Device));
        Assert.Null(rig.Offer((6, 1)));
    }

    [Fact]
    public void O2_a_live_tag_is_refused_until_the_last_of_its_capacity_is_gone()
    {
        var rig = new Rig("""{"tags_supported": 1}""");
        Assert.Null(rig.Offer(0, T1, (0, 2)));
        Assert.Equal(
            new Refusal(ReturnCode.InvalidInput, "O2", "tag", null, "tag is already in use"
                + ": 00112233-4455-6677-8899-aabbccddeeff"), rig.Offer(0, T1, (4, 1)));
        Assert.Equal(
            new Refusal(ReturnCode.ResourcesExhausted, "O2", "tag", null, "not enough tags available"),
            rig.Offer(0, "ffffffff-4455-6677-8899-aabbccddeeff", (4, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 2)));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        Assert.Equal("tag is already in use: 00112233-4455-6677-8899-aabbccddeeff", rig.Offer(0, T1, (4, 1))?.Reason);
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((1, 1)));
        Assert.Null(rig.Offer(0, T1, (4, 1)));
    }

    [Fact]
    public void O2_a_rejected_tag_is_free_again()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 2)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries());
        Assert.Null(rig.Offer(0, T1, (0, 2)));
    }

    [Fact]
    public void O3_offered_capacity_is_in_no_list_until_accepted()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal(List(generation: 0), rig.WholeList());
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        Assert.Equal(List(generation: 1, Extent(0, 1)), rig.WholeList());
    }

    [Fact]
    public void O4_offers_are_answered_in_the_order_in_which_they_were_made()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1)));
        Assert.Null(rig.Offer((2, 1)));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((2, 1))));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1))));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((2, 1))));
        Assert.Equal(List(generation: 2, Extent(0, 1), Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void O5_the_records_of_a_chain_follow_each_other_whatever_else_is_logged()
    {
        var rig = new Rig("""{"event_log_depths": {"dynamic_capacity": 2}}""");
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        byte[] foreign = new byte[EventRecord.Size];
        Assert.False(rig.DynamicCapacityLog.Append(foreign));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (2, 1), (4, 1)));
        Assert.Null(rig.AskBack((0, 1), (4, 1)));
        rig.ClearDynamicCapacity(1);
        Assert.False(rig.DynamicCapacityLog.Append(foreign));
        Assert.Equal(
            ["0 10400000 more", "0 10800000 last", "1 10000000 more", "1 10800000 last"],
            rig.DrainLog()
                .Select(r => $"{r.EventType.Value} {r.Extent.StartDpa:x} {(r.More ? "more" : "last")}"));
    }

    [Fact]
    public void O6_an_extent_outside_the_region_of_the_request_is_an_invalid_extent_list()
    {
        var rig = new Rig();
        string inRegion1 = ExtentAt(Base1, Block);
        string Refused(string request) => RefusedManager(rig, Opcode.InitiateDynamicCapacityAdd, request);
        Assert.Equal(
            "Invalid Extent List: O6: extents[1].start_dpa, byte 72: not in the region of the request",
            Refused(Add(Prescriptive, 0, T1, 0, 0, Extent(0, 1), inRegion1)));
        Assert.Equal(
            "Invalid Extent List: O6: extents[0].start_dpa, byte 32: not in the region of the request",
            Refused(Add(Prescriptive, 0, T1, 0, 1, Extent(0, 1), inRegion1)));
        Assert.Equal(
            "Invalid Extent List: O6: extents[0].start_dpa, byte 32: not in the region of the request",
            Refused(Add(Prescriptive, 0, NoTag, 0, 0, inRegion1)));
        Assert.Equal(
            "Invalid Input: F2: region, byte 3: region id is too large: 2 is given, 1 is the last",
            Refused(Add(Prescriptive, 0, NoTag, 0, 2, inRegion1)));
        AssertAdds(rig, Add(Prescriptive, 0, T1, 0, 1, inRegion1), ExtentAt(Base1, Block, T1));
    }

    [Fact]
    public void O7_an_extent_bears_no_tag_but_the_requests_and_no_sequence()
    {
        var rig = new Rig("""{"regions": [{"sharable": true}]}""");
        string Refused(params string[] extents) => RefusedManager(
            rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 0, 0, extents));
        Assert.Equal(
            "Invalid Extent List: O7: extents[1].tag, byte 88: not the tag of the request",
            Refused(Extent(0, 1), Extent(2, 1, T2)));
        Assert.Equal(
            "Invalid Extent List: O7: extents[1].shared_extent_sequence, byte 104: sequences are the device's",
            Refused(Extent(0, 1), Extent(2, 1, T1, sequence: 1)));
        Assert.Equal(
            "Invalid Extent List: O7: extents[0].tag, byte 48: not the tag of the request",
            RefusedManager(
                rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1, T1))));
        AssertAdds(
            rig, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 1), Extent(2, 1, T1)), Extent(0, 1, T1),
            Extent(2, 1, T1, sequence: 1));
    }

    [Fact]
    public void O8_a_sharable_offer_has_no_more_extents_than_sequences_can_number()
    {
        const int most = 65_536;
        var rig = new Rig(
            """{"extents_supported": 70000, "regions": [{"block_size": 64, "sharable": true}, {"block_size": 64}]}""");
        Refusal? Give(int region, int count) => rig.Device.FabricManager.Add(new AddCapacityRequest
        {
            Region = region,
            Tag = TagOf(T1),
            Extents = [.. Enumerable.Range(0, count).Select(i => new RegionRange((ulong)i * 128, 64))],
        });
        Assert.Equal(
            new Refusal(
                ReturnCode.InvalidExtentList, "O8", "extents", null, "more extents than shared sequences can number"),
            Give(0, most + 1));
        Assert.Null(Give(1, most + 1));
        rig.DrainLog();
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries());
        Assert.Null(Give(0, most));
        Assert.Equal(ushort.MaxValue, rig.Host.Offers.First!.Extents[most - 1].SharedExtentSequence);
    }

    [Fact]
    public void O8_a_sharable_offer_is_not_chosen_of_more_extents_either()
    {
        const int most = 65_536;
        var rig = new Rig(
            """
            {"extents_supported": 140000, "regions": [{"block_size": 64, "sharable": true, "length": "8388672",
             "decode_length": "256 MiB", "supported_block_sizes": [64]}]}
            """);
        Assert.Null(rig.Device.FabricManager.Add(new AddCapacityRequest
        {
            Tag = TagOf(T1),
            Extents = [.. Enumerable.Range(0, most).Select(i => new RegionRange(((ulong)i * 128) + 64, 64))],
        }));
        var every = new AddCapacityRequest { SelectionPolicy = SelectionPolicy.Free, Tag = TagOf(T2) };
        Assert.Equal(
            new Refusal(ReturnCode.ResourcesExhausted, "F2", "length", null, "not enough free capacity: "
                + "length is 4194368"),
            rig.Device.FabricManager.Add(every with { Length = (most + 1) * 64UL }));
        Assert.Null(rig.Device.FabricManager.Add(every with { Length = most * 64UL }));
    }
}
