using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>F: what the Fabric Manager asks for, over its own CCI.</summary>
public class FabricManagerRules
{
    [Fact]
    public void F1_free_takes_the_lowest_capacity_that_adds_up()
    {
        var rig = new Rig();
        rig.Give((2, 1), (5, 3));
        AssertAdds(rig, Add(Free, blocks: 6, tag: T1), Extent(0, 2, T1), Extent(3, 2, T1), Extent(8, 2, T1));
    }

    [Fact]
    public void F1_contiguous_takes_the_lowest_gap_that_is_large_enough()
    {
        var rig = new Rig();
        rig.Give((2, 1), (5, 3));
        AssertAdds(rig, Add(Contiguous, blocks: 2), Extent(0, 2));
        AssertAdds(rig, Add(Contiguous, blocks: 3), Extent(8, 3));
    }

    [Fact]
    public void F1_prescriptive_takes_exactly_what_is_listed()
    {
        var rig = new Rig();
        AssertAdds(rig, Add(Prescriptive, 0, NoTag, 0, 0, Extent(7, 1), Extent(3, 2)), Extent(7, 1), Extent(3, 2));
        string inRegion1 = ExtentAt(Base1, Block);
        AssertAdds(rig, Add(Prescriptive, 0, NoTag, 0, 1, inRegion1), inRegion1);
    }

    [Fact]
    public void F1_the_control_sockets_requests_choose_alike()
    {
        var rig = new Rig();
        Assert.Null(
            rig.Device.FabricManager.Add(
                new AddCapacityRequest
                {
                    SelectionPolicy = SelectionPolicy.Contiguous,
                    Length = 4
                    * Block,
                    Tag = TagOf(T1)
                }));
        Assert.Equal([Extent(0, 4, T1)], rig.Host.Offers.Pending.Single().Extents.Select(Wire));
    }

    [Theory]
    [InlineData(0x02, Free, 1, 1, 0, "")]
    [InlineData(0x02, Free, 1, 0, 2, "")]
    [InlineData(0x02, 4, 1, 0, 0, "")]
    [InlineData(0x02, 255, 1, 0, 0, "")]
    [InlineData(0x1E, Free, 0, 0, 0, "")]
    [InlineData(0x1E, Contiguous, 0, 0, 0, "")]
    [InlineData(0x1D, Free, 513, 0, 0, "")]
    [InlineData(0x1D, Contiguous, 510, 0, 0, "")]
    [InlineData(0x02, Free, 1, 0, 0, "extent")]
    [InlineData(0x02, Contiguous, 1, 0, 0, "extent")]
    [InlineData(0x02, Prescriptive, 0, 0, 0, "")]
    public void F2_what_cannot_be_chosen_is_refused(
        ushort code, int policy, ulong blocks, int host, int region, string extent)
    {
        var rig = new Rig();
        rig.Give((2, 1));
        string request = extent.Length == 0
            ? Add(policy, blocks, NoTag, host, region)
            : Add(policy, blocks, NoTag, host, region, Extent(0, 1));
        AssertRefused(rig, new ReturnCode(code), Opcode.InitiateDynamicCapacityAdd, request);
    }

    [Theory]
    [InlineData(0x0F, 0, Block)]
    [InlineData(0x0F, Base1 + (1024 * MiB), Block)]
    [InlineData(0x0F, Base1 - Block, 2 * Block)]
    [InlineData(0x0F, 0xFFFF_FFFF_FFE0_0000, 0x4000_0000)]
    [InlineData(0x1E, Base0, 0)]
    [InlineData(0x1E, Base0 + 64, Block)]
    [InlineData(0x1E, Base0, Block + 64)]
    [InlineData(0x1E, Base0 + (20 * Block), Block)]
    [InlineData(0x1E, Base0 + (2 * Block), Block)]
    [InlineData(0x1E, Base0 + (30 * Block), Block)]
    public void F2_prescriptive_extents_are_checked(ushort code, ulong start, ulong length)
    {
        var rig = new Rig();
        rig.Give((2, 1));
        Assert.Null(rig.Offer((30, 1)));
        AssertRefused(
            rig, new ReturnCode(code), Opcode.InitiateDynamicCapacityAdd,
            Add(Prescriptive, 0, NoTag, 0, 0, Extent(20, 1), ExtentAt(start, length)));
    }

    [Fact]
    public void F2_no_more_extents_than_can_be_tracked()
    {
        var rig = new Rig("""{"extents_supported": 3}""");
        rig.Give((1, 1), (3, 1));
        AssertRefused(rig, ReturnCode.ResourcesExhausted, Opcode.InitiateDynamicCapacityAdd, Add(Free, blocks: 2));
        AssertAdds(rig, Add(Contiguous, blocks: 2), Extent(4, 2));
    }

    [Fact]
    public void F3_tag_based_chooses_the_hosts_extents_of_the_tag()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 1), (4, 2)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (4, 2)));
        rig.Give((8, 1));
        rig.ClearDynamicCapacity(1, 2, 3);
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0, T1)));
        Assert.Equal(
            Records(
                more: false,
                Record(1, 4, Extent(0, 1, T1), more: true, extentsAvailable: 509, tagsAvailable: 63),
                Record(1, 5, Extent(4, 2, T1), extentsAvailable: 509, tagsAvailable: 63)),
            rig.ReadLog());
    }

    [Fact]
    public void F3_prescriptive_chooses_what_is_listed()
    {
        var rig = new Rig();
        rig.Give((0, 8));
        rig.ClearDynamicCapacity(1);
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(2, 3))));
        Assert.Equal(Records(more: false, Record(1, 2, Extent(2, 3), extentsAvailable: 511)), rig.ReadLog());
    }

    [Theory]
    [InlineData(0x0F, 0, T2, "")]
    [InlineData(0x0F, 0, NoTag, "")]
    [InlineData(0x0F, 0, T1, "")]
    [InlineData(0x0F, 1, NoTag, "held elsewhere")]
    [InlineData(0x0F, 1, NoTag, "pending")]
    [InlineData(0x02, 1, NoTag, "")]
    [InlineData(0x02, 0, T1, "pending")]
    [InlineData(0x02, 7, NoTag, "")]
    public void F3_what_is_pending_or_not_held_is_not_released(ushort code, int flags, string tag, string extent)
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Null(rig.Offer(0, T1, (4, 1)));
        string[] extents = extent switch
        {
            "pending" => [Extent(4, 1)],
            "held elsewhere" => [Extent(0, 2)],
            _ => [],
        };
        AssertRefused(
            rig, new ReturnCode(code), Opcode.InitiateDynamicCapacityRelease, Release(flags, tag, 0, extents));
    }

    [Fact]
    public void F4_asking_changes_nothing_until_the_host_releases()
    {
        var rig = new Rig();
        rig.Give((0, 2));
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(0, 2))));
        Assert.Equal(List(generation: 1, Extent(0, 2)), rig.WholeList());
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 2)));
        Assert.Equal(List(generation: 2), rig.WholeList());
    }

    [Fact]
    public void F4_forced_the_host_loses_the_capacity_at_once()
    {
        var rig = new Rig();
        rig.Give((0, 4));
        rig.ClearDynamicCapacity(1);
        Ask(rig, Opcode.ClearEventRecords, Handles(EventLogType.DynamicCapacity, 1));
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, Extent(1, 2))));
        Assert.Equal(List(generation: 2, Extent(0, 1), Extent(3, 1)), rig.WholeList());
        Assert.Equal(Records(more: false, Record(2, 2, Extent(1, 2), extentsAvailable: 510)), rig.ReadLog());
        Assert.Equal(
            Records(more: false, Record(5, 2, Extent(1, 2), extentsAvailable: 510)),
            Ask(rig, Opcode.GetEventRecords, "04"));
        AssertAdds(rig, Add(Contiguous, blocks: 2), Extent(1, 2));
    }

    [Fact]
    public void F4_forced_takes_pending_offers_too()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Null(rig.Offer(0, T1, (4, 1), (8, 1)));
        AssertRefused(
            rig, ReturnCode.InvalidPhysicalAddress, Opcode.InitiateDynamicCapacityRelease,
            Release(0x11, NoTag, 0, Extent(0, 1), Extent(4, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(
                0x11, NoTag, 0, Extent(0, 1), Extent(4, 1), Extent(8, 1))));
        Assert.Empty(rig.Host.Offers.Pending);
        Assert.Equal(List(generation: 2), rig.WholeList());
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries()));
        Assert.Null(rig.Offer(0, T1, (0, 1), (4, 1), (8, 1)));
    }

    [Fact]
    public void F4_a_split_response_does_not_survive_a_forced_removal()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Null(rig.Offer((4, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (0, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, Extent(0, 1), Extent(2, 1))));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((4, 1))));
        Assert.Equal(List(generation: 1, Extent(4, 1)), rig.WholeList());
    }
}
