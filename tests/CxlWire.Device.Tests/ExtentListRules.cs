using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>G: Get Dynamic Capacity Extent List (4801h).</summary>
public class ExtentListRules
{
    private const string T1 = "00112233-4455-6677-8899-aabbccddeeff";

    private static string Page(Rig rig, uint count, uint start) =>
        rig.Ask(Opcode.GetDynamicCapacityExtentList, Hex.U32(count), Hex.U32(start));

    [Fact]
    public void G1_lists_what_is_pending_release_but_not_what_is_pending_acceptance()
    {
        var rig = new Rig();
        rig.Give((0, 1), (2, 1));
        Assert.Null(rig.AskBack((0, 1)));
        Assert.Null(rig.Offer((4, 1)));
        Assert.Equal(List(generation: 1, Extent(0, 1), Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void G2_start_past_total_is_invalid_input_and_equal_to_total_is_an_empty_page()
    {
        var rig = new Rig();
        Assert.Equal(List(generation: 0), Page(rig, 1, 0));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Page(rig, 0, 1));
        rig.Give((0, 1), (2, 1));
        Assert.Equal(List(total: 2, generation: 1), Page(rig, 10, 2));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Page(rig, 10, 3));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Page(rig, 10, uint.MaxValue));
    }

    [Fact]
    public void G2_count_is_cut_to_what_is_left()
    {
        var rig = new Rig();
        rig.Give((0, 1), (2, 1), (4, 1));
        Assert.Equal(List(total: 3, generation: 1), Page(rig, 0, 0));
        Assert.Equal(List(total: 3, generation: 1, Extent(0, 1), Extent(2, 1)), Page(rig, 2, 0));
        Assert.Equal(List(total: 3, generation: 1, Extent(4, 1)), Page(rig, uint.MaxValue, 2));
    }

    [Fact]
    public void G2_count_is_cut_to_what_fits_the_payload()
    {
        var rig = new Rig();
        for (ulong i = 0; i < 60; i++)
            rig.Give((2 * i, 1));
        string[] all = [.. Enumerable.Range(0, 60).Select(i => Extent(2 * (ulong)i, 1))];
        Assert.Equal(List(total: 60, generation: 60, all[..50]), Page(rig, 60, 0));
        Assert.Equal(List(total: 60, generation: 60, all[50..]), Page(rig, 60, 50));
    }

    [Fact]
    public void G3_generation_grows_with_each_change_and_only_then()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 4)));
        Assert.Equal(List(generation: 0), rig.WholeList());
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries());
        Assert.Equal(List(generation: 0), rig.WholeList());
        rig.Give((0, 4), (8, 4));
        Assert.Equal(List(generation: 1, Extent(0, 4), Extent(8, 4)), rig.WholeList());
        Assert.Null(rig.AskBack((8, 4)));
        Assert.Equal(List(generation: 1, Extent(0, 4), Extent(8, 4)), rig.WholeList());
        Assert.Equal(Reply(ReturnCode.InvalidPhysicalAddress), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((6, 1))));
        Assert.Equal(List(generation: 1, Extent(0, 4), Extent(8, 4)), rig.WholeList());
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 4), (8, 4)));
        Assert.Equal(List(generation: 2), rig.WholeList());
    }

    [Fact]
    public void G4_tag_and_sequence_are_reported_as_offered()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(1, T1, (0, 2), (4, 1)));
        string first = ExtentAt(Base1, 2 * Block, T1), second = ExtentAt(Base1 + (4 * Block), Block, T1);
        rig.Ask(Opcode.AddDynamicCapacityResponse, Raw(false, (Base1, 2 * Block), (Base1 + (4 * Block), Block)));
        Assert.Equal(List(generation: 1, first, second), rig.WholeList());
    }

    [Fact]
    public void G5_order_is_that_of_acceptance()
    {
        var rig = new Rig();
        rig.Give((100, 1));
        Assert.Null(rig.Offer((0, 1), (10, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((10, 1), (0, 1)));
        Assert.Equal(List(generation: 2, Extent(100, 1), Extent(10, 1), Extent(0, 1)), rig.WholeList());
    }

    [Fact]
    public void G5_a_split_leaves_its_pieces_in_place()
    {
        var rig = new Rig();
        rig.Give((0, 10), (20, 1), (30, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((4, 2)));
        Assert.Equal(List(generation: 2, Extent(0, 4), Extent(6, 4), Extent(20, 1), Extent(30, 1)), rig.WholeList());
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        Assert.Equal(List(generation: 3, Extent(1, 3), Extent(6, 4), Extent(20, 1), Extent(30, 1)), rig.WholeList());
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((9, 1)));
        Assert.Equal(List(generation: 4, Extent(1, 3), Extent(6, 3), Extent(20, 1), Extent(30, 1)), rig.WholeList());
    }
}
