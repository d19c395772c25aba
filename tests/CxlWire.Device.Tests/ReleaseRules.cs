using CxlWire.Protocol;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>L: Release Dynamic Capacity (4803h).</summary>
public class ReleaseRules
{
    private const string T1 = "00112233-4455-6677-8899-aabbccddeeff";

    private static string Release(Rig rig, string payload) => rig.Ask(Opcode.ReleaseDynamicCapacity, payload);

    private static void AssertRefused(Rig rig, ReturnCode code, string rule, string payload)
    {
        string before = State.Of(rig.Device);
        Assert.Equal(rule, rig.RefusedBy(Opcode.ReleaseDynamicCapacity, payload));
        Assert.Equal(Reply(code), Release(rig, payload));
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void L1_count_0_is_invalid_input()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        AssertRefused(rig, ReturnCode.InvalidInput, "L1", Entries());
        AssertRefused(rig, ReturnCode.InvalidInput, "L1", Entries(more: true));
    }

    [Fact]
    public void L1_entries_are_checked_as_those_of_a_response()
    {
        var rig = new Rig();
        rig.Give((0, 4));
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Entries((0, 1), (1, 0)));
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Entries((0, 2), (1, 1)));
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Raw(false, (Base0 + 64, Block)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A4", Raw(false, (0, Block)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A4", Raw(false, (Base1 - Block, 2 * Block)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A4", Raw(false, (Base0, 0xFFFF_FFFF_FFE0_0000)));
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", Entries((0, 1)) + "00");
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", Entries((0, 1))[..^2]);
    }

    [Fact]
    public void L1_a_split_release_is_applied_when_its_last_payload_arrives()
    {
        var rig = new Rig();
        rig.Give((0, 4), (8, 4));
        string before = State.Of(rig.Device);
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries(more: true, (0, 4))));
        Assert.Equal(before, State.Of(rig.Device));
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((8, 2))));
        Assert.Equal(List(generation: 2, Extent(10, 2)), rig.WholeList());
    }

    [Fact]
    public void L1_an_error_in_any_payload_drops_the_others()
    {
        var rig = new Rig();
        rig.Give((0, 4), (8, 4));
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries(more: true, (0, 4))));
        Assert.Equal(Reply(ReturnCode.InvalidExtentList), Release(rig, Entries((3, 1))));
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((8, 4))));
        Assert.Equal(List(generation: 2, Extent(0, 4)), rig.WholeList());
    }

    [Fact]
    public void L2_a_part_that_is_not_accepted_is_an_invalid_physical_address()
    {
        var rig = new Rig();
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "L2", Entries((0, 1)));
        rig.Give((2, 2), (6, 2));
        Assert.Null(rig.Offer((10, 1)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "L2", Entries((2, 2), (1, 1)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "L2", Entries((3, 2)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "L2", Entries((2, 6)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "L2", Entries((10, 1)));
    }

    [Fact]
    public void L3_a_range_over_several_adjacent_extents_may_be_released()
    {
        var rig = new Rig();
        rig.Give((0, 4), (8, 4), (4, 4));
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((2, 8))));
        Assert.Equal(List(generation: 2, Extent(0, 2), Extent(10, 2)), rig.WholeList());
    }

    [Fact]
    public void L3_a_split_over_the_tracking_limit_exhausts_resources()
    {
        var rig = new Rig("""{"extents_supported": 2}""");
        rig.Give((0, 8));
        Assert.Null(rig.Offer((20, 1)));
        AssertRefused(rig, ReturnCode.ResourcesExhausted, "L3", Entries((3, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((7, 1))));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries());
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((3, 1))));
        AssertRefused(rig, ReturnCode.ResourcesExhausted, "L3", Entries((1, 1)));

        // Entry by entry, the first makes no third piece where the second then takes the rest of one.
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((0, 1), (1, 1))));
        Assert.Equal(List(generation: 4, Extent(2, 1), Extent(4, 3)), rig.WholeList());
    }

    [Fact]
    public void L3_neighbouring_entries_make_one_gap()
    {
        var rig = new Rig("""{"extents_supported": 2}""");
        rig.Give((0, 8));
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((3, 1), (4, 1), (2, 1))));
        Assert.Equal(List(generation: 2, Extent(0, 2), Extent(5, 3)), rig.WholeList());
    }

    [Fact]
    public void L4_the_host_may_release_unasked()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Equal(Reply(ReturnCode.Success), Release(rig, Entries((0, 1))));
        Assert.Equal(List(generation: 2), rig.WholeList());
        Assert.Null(rig.Offer((0, 1)));
    }

    [Fact]
    public void L5_the_fabric_manager_gets_a_record_for_each_released_extent()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 4), (4, 4)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 4), (4, 4)));
        Ask(rig.Device.FabricManager.Cci, Opcode.ClearEventRecords, Handles(EventLogType.DynamicCapacity, 1, 2));
        Release(rig, Entries((2, 4), (7, 1)));
        Assert.Equal(
            Records(
                more: false,
                Record(5, 3, Extent(2, 2, T1), more: true, extentsAvailable: 510, tagsAvailable: 63),
                Record(5, 4, Extent(4, 2, T1), more: true, extentsAvailable: 510, tagsAvailable: 63),
                Record(5, 5, Extent(7, 1, T1), extentsAvailable: 510, tagsAvailable: 63)),
            Ask(rig.Device.FabricManager.Cci, Opcode.GetEventRecords, "04"));
    }

    [Fact]
    public void L6_the_first_offence_in_the_order_of_checks_decides()
    {
        var rig = new Rig("""{"extents_supported": 1}""");
        rig.Give((0, 8));

        // The length before L1 and A4, A4 of a later entry before L2 of an earlier, then entry by entry L2, L3.
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", Entries() + "00");
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", Entries((0, 0)) + "00");
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Entries((20, 1), (0, 0)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "L2", Entries((20, 1), (4, 1)));
        AssertRefused(rig, ReturnCode.ResourcesExhausted, "L3", Entries((4, 1), (20, 1)));
    }
}
