using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>What lies beside capacity that is held or offered is not that capacity.</summary>
public class NeighbourRules
{
    private static string Ask(Rig rig, Opcode opcode, params string[] payload) =>
        Rig.Ask(rig.FabricManager, opcode, payload);

    private static void Do(Rig rig, Opcode opcode, params string[] payload) =>
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, opcode, payload));

    [Fact]
    public void F2_blocks_beside_a_pending_offer_are_free()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((4, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(3, 1), Extent(5, 1)));
    }

    [Fact]
    public void F2_blocks_beside_what_is_accepted_are_free()
    {
        var rig = new Rig();
        rig.Give((4, 1));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(3, 1), Extent(5, 1)));
    }

    [Fact]
    public void F3_blocks_beside_a_pending_offer_are_released()
    {
        var rig = new Rig();
        rig.Give((3, 1), (5, 1));
        Assert.Null(rig.Offer((4, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(3, 1), Extent(5, 1)));
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(3, 3))));
    }

    [Fact]
    public void O2_the_reason_is_the_other_hosts_extent_and_not_the_offer_beside_it()
    {
        var rig = new Rig("""{"hosts": 2}""");
        Assert.Null(rig.Offer((4, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 1, 0, Extent(3, 1), Extent(5, 1)));
        Assert.Equal("cannot add DPA that another host has: "
            + "extents[0] has dpa 0x10600000 len 0x200000", rig.Offer((3, 1))?.Reason);
        Assert.Equal("cannot add DPA that another host has: "
            + "extents[0] has dpa 0x10a00000 len 0x200000", rig.Offer((5, 1))?.Reason);
        Assert.Equal("cannot add DPA again while still pending: "
            + "extents[0] has dpa 0x10800000 len 0x200000", rig.Offer((4, 1))?.Reason);
    }

    [Fact]
    public void L5_only_what_was_released_is_free()
    {
        var rig = new Rig();
        rig.Give((0, 1), (1, 1));
        Assert.Null(rig.Offer((8, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Free, blocks: 2));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((8, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (2, 1))));
        Assert.Equal(
            List(generation: 4, Extent(1, 1), Extent(8, 1), Extent(0, 1), Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void F4_one_listed_range_may_be_held_and_offered_in_turn()
    {
        var rig = new Rig();
        rig.Give((0, 1), (2, 1));
        Assert.Null(rig.Offer((1, 1)));
        string[] gap = [Extent(0, 4)], whole = [Extent(0, 3)];
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, gap)));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, whole));
        Assert.Equal(List(generation: 2), rig.WholeList());
        Assert.Empty(rig.Host.Offers.Pending);
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Contiguous, blocks: 512));
    }

    [Fact]
    public void F4_offers_are_withdrawn_in_the_order_in_which_they_were_made()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((8, 1)));
        Assert.Null(rig.Offer((2, 1)));
        Assert.Null(rig.Offer((5, 1)));
        rig.ClearDynamicCapacity(1, 2, 3);
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(
            0x11, NoTag, 0, Extent(2, 1), Extent(5, 1), Extent(8, 1)));
        Assert.Equal(
            Records(
                more: false,
                Record(2, 4, Extent(8, 1), more: true),
                Record(2, 5, Extent(2, 1), more: true),
                Record(2, 6, Extent(5, 1))),
            rig.ReadLog());
    }

    [Fact]
    public void G3_a_page_in_the_middle_of_a_long_list_is_the_lists_own_order()
    {
        var rig = new Rig("""{"payload_size": 65536}""");
        (ulong, ulong)[] blocks = [.. Enumerable.Range(0, 500).Select(i => ((ulong)(i * 7 % 500), 1UL))];
        rig.Give(blocks);
        string[] extents = [.. blocks.Select(b => Extent(b.Item1, 1))];
        foreach (int start in new[] { 0, 100, 180, 191, 192, 193, 255, 256, 383, 400 })
        {
            Assert.Equal(
                List(500, 1, extents[start..(start + 100)]),
                rig.Ask(Opcode.GetDynamicCapacityExtentList, Hex.U32(100), Hex.U32(start)));
        }
    }

    [Fact]
    public void G5_a_tags_extents_keep_the_order_of_the_list_when_one_is_split_or_gone()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (20, 1), (0, 1), (2, 3), (8, 1), (10, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success),
            rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((20, 1), (0, 1), (2, 3), (8, 1), (10, 1))));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((3, 1)));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1), (10, 1)));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((20, 1)));
        string[] left = [Extent(2, 1, T1), Extent(4, 1, T1), Extent(8, 1, T1)];
        Assert.Equal(List(generation: 4, left), rig.WholeList());
        rig.ClearDynamicCapacity(1, 2, 3, 4, 5);
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0, T1));
        Assert.Equal(
            Records(
                more: false,
                Record(1, 6, left[0], more: true, extentsAvailable: 509, tagsAvailable: 63),
                Record(1, 7, left[1], more: true, extentsAvailable: 509, tagsAvailable: 63),
                Record(1, 8, left[2], extentsAvailable: 509, tagsAvailable: 63)),
            rig.ReadLog());
    }

    [Fact]
    public void L3_an_end_of_an_extent_is_released_without_room_for_another()
    {
        var rig = new Rig("""{"extents_supported": 1}""");
        rig.Give((0, 4));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((3, 1))));
        Assert.Equal(List(generation: 3, Extent(1, 2)), rig.WholeList());
    }

    [Fact]
    public void F4_forced_by_tag_takes_what_is_held_and_what_is_pending()
    {
        var rig = new Rig("""{"hosts": 2, "regions": [{}, {"sharable": true}]}""");
        Assert.Null(rig.Offer(1, T1, (0, 1)));
        string entry = Raw(false, (Base1, Block));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, entry));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(EnableSharedAccess, 0, T1, host: 1, region: 1));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x10, T1, host: 1));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput),
            Rig.Ask(rig.Device.Hosts[1].Cci, Opcode.AddDynamicCapacityResponse, Entries()));
        Assert.Equal(List(generation: 1, ExtentAt(Base1, Block, T1)), rig.WholeList());
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x10, T1));
        Assert.Equal(List(generation: 2), rig.WholeList());
    }

    [Fact]
    public void O2_a_region_can_be_offered_whole_and_to_its_last_block()
    {
        Assert.Null(new Rig().Offer((0, 512)));
        Assert.Null(new Rig().Offer((511, 1)));
        Assert.Equal(
            "extent range is beyond the region end: extents[0] has offset 0 and len 1075838976, the region 1073741824 "
                + "bytes",
            new Rig().Offer((0, 513))?.Reason);
        Assert.Equal(
            "extent range is beyond the region end: extents[0] has offset 1071644672 and len 4194304, the region "
                + "1073741824 bytes",
            new Rig().Offer((511, 2))?.Reason);
    }

    [Fact]
    public void O2_what_the_control_socket_cannot_offer_twice_is_refused_by_this_rule()
    {
        var rig = new Rig("""{"hosts": 2}""");
        rig.Give((0, 1));
        Assert.Null(rig.Offer((2, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 1, 0, Extent(4, 1)));
        Assert.All([0UL, 2UL, 4UL], block => Assert.Equal("O2", rig.Offer((block, 1))?.Rule));
    }

    [Fact]
    public void F2_no_capacity_is_chosen_for_a_host_that_can_track_no_more()
    {
        var rig = new Rig("""{"extents_supported": 1}""");
        rig.Give((0, 1));
        foreach (int policy in new[] { Free, Contiguous })
        {
            CommandResult result = rig.FabricManager.Execute(
                Opcode.InitiateDynamicCapacityAdd, Hex.Bytes(Add(policy, blocks: 1)), new byte[2048]);
            Assert.Equal("F2: length, byte 4: not enough free capacity: length is 2097152", result.Refusal?.ToString());
        }
    }

    [Fact]
    public void F3_extents_that_meet_are_asked_back_as_one_where_their_tags_are_equal()
    {
        var rig = new Rig();
        rig.Give((0, 1), (1, 1));
        Assert.Null(rig.Offer(0, T1, (2, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((2, 1)));
        rig.ClearDynamicCapacity(1, 2, 3);
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(0, 3)));
        Assert.Equal(
            Records(
                more: false,
                Record(1, 4, Extent(0, 2), more: true, extentsAvailable: 509, tagsAvailable: 63),
                Record(1, 5, Extent(2, 1, T1), extentsAvailable: 509, tagsAvailable: 63)),
            rig.ReadLog());
    }

    [Fact]
    public void F6_a_new_configuration_ends_a_split_response()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (0, 1)));
        Do(rig, Opcode.SetDynamicCapacityRegionConfiguration, "01 000000", Hex.U64(2 * Block), "00 000000");
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((2, 1))));
        Assert.Equal(List(generation: 1, Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void S4_a_tag_that_a_host_gave_back_is_shared_with_it_again()
    {
        var rig = new Rig("""{"hosts": 2, "regions": [{}, {"sharable": true}]}""");
        Assert.Null(rig.Offer(1, T1, (0, 1)));
        string entry = Raw(false, (Base1, Block));
        string share = Add(EnableSharedAccess, 0, T1, host: 1, region: 1);
        CciPort second = rig.Device.Hosts[1].Cci;
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, entry));
        for (int i = 0; i < 2; i++)
        {
            Do(rig, Opcode.InitiateDynamicCapacityAdd, share);
            Assert.Equal(Reply(ReturnCode.Success), Rig.Ask(second, Opcode.AddDynamicCapacityResponse, entry));
            Assert.Equal(Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.InitiateDynamicCapacityAdd, share));
            Assert.Equal(Reply(ReturnCode.Success), Rig.Ask(second, Opcode.ReleaseDynamicCapacity, entry));
        }
    }

    [Fact]
    public void What_became_of_a_tag_is_said_of_the_region_that_is_asked_for()
    {
        var rig = new Rig();
        FabricManager manager = rig.Device.FabricManager;
        string State(int region)
        {
            Assert.Null(manager.GetState(0, region, TagOf(T1), out CapacityState state, out Protocol.Dcd.Extent first));
            return $"{state} {first.StartDpa:x} {first.Length:x}";
        }

        Assert.Equal("Released 0 0", State(0));
        Assert.Null(rig.Offer(0, T1, (4, 1), (8, 2)));
        Assert.Equal(("Pending 10800000 200000", "Released 0 0"), (State(0), State(1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((8, 2)));
        Assert.Equal(("Committed 11000000 400000", "Released 0 0"), (State(0), State(1)));
        Assert.Equal("region id is too large: "
            + "2 is given, 1 is the last", manager.GetState(0, 2, default, out _, out _)?.Reason);
    }

    [Fact]
    public void F4_a_release_is_told_once_for_each_tag()
    {
        var rig = new Rig();
        var told = new List<string>();
        rig.Device.FabricManager.Released += change =>
            told.Add($"{change.HostId} {change.Tag} {string.Join(' ', change.Extents.Select(e => $"{e.StartDpa:x}"))}");
        Assert.Null(rig.Offer(0, T1, (0, 1), (4, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (4, 1)));
        rig.Give((8, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1), (8, 1), (4, 1)));
        Assert.Equal([$"0 {T1} 10000000 10800000", $"0 {NoTag} 11000000"], told);
    }
}
