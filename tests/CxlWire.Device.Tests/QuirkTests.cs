using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Each quirk of QEMU alone; all together are held against recordings by CxlWire.Conformance.</summary>
public class QuirkTests
{
    private const string T1 = "00112233-4455-6677-8899-aabbccddeeff";

    private static Rig With(string quirk, string rest = "") => new($$"""{"quirks": ["{{quirk}}"]{{rest}}}""");

    [Theory]
    [InlineData("q3")]
    [InlineData("q23")]
    public void Q3_q23_a_page_counts_pending_extents_and_fills_up_with_zeros(string name)
    {
        Rig rig = With(name);
        rig.Give((0, 1));
        Assert.Null(rig.Offer((4, 1), (8, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U32(3), Hex.U32(1), Hex.U32(1), Hex.Zeros(4), Extent(0, 1), Hex.Zeros(80)),
            rig.WholeList());
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetDynamicCapacityExtentList, Hex.U32(1), Hex.U32(2)));
    }

    [Fact]
    public void Q4_the_generation_is_0()
    {
        Rig rig = With("q4");
        rig.Give((0, 1));
        Assert.Equal(List(generation: 0, Extent(0, 1)), rig.WholeList());
    }

    [Fact]
    public void Q5_accepted_extents_lose_their_tag()
    {
        Rig rig = With("q5");
        Assert.Null(rig.Offer(0, T1, (0, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        Assert.Equal(List(generation: 1, Extent(0, 1)), rig.WholeList());
        rig.ClearDynamicCapacity(1);
        Assert.Null(rig.AskBack((0, 1)));
        Assert.Equal(
            Records(more: false, Record(1, 2, Extent(0, 1), extentsAvailable: 511, tagsAvailable: 63)), rig.ReadLog());
    }

    [Fact]
    public void Q6_more_is_ignored()
    {
        Rig rig = With("q6");
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (0, 1)));
        Assert.Equal(List(generation: 1, Extent(0, 1)), rig.WholeList());
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((2, 1))));
    }

    [Fact]
    public void Q7_the_order_of_offers_is_not_checked()
    {
        Rig rig = With("q7");
        Assert.Null(rig.Offer((0, 1)));
        Assert.Null(rig.Offer((2, 1)));
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((2, 1))));
    }

    [Fact]
    public void Q8_pieces_go_to_the_end()
    {
        Rig rig = With("q8");
        rig.Give((0, 8), (20, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((2, 1)));
        Assert.Equal(List(generation: 2, Extent(20, 1), Extent(0, 2), Extent(3, 5)), rig.WholeList());
    }

    [Fact]
    public void Q9_more_event_records_whenever_there_is_one()
    {
        Rig rig = With("q9");
        Assert.Equal(Records(more: false), rig.ReadLog());
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal(Records(more: true, Record(0, 1, Extent(0, 1), extentsAvailable: 511)), rig.ReadLog());
    }

    [Fact]
    public void Q10_wrong_handles_are_invalid_input_and_too_many_are_not_looked_at()
    {
        Rig rig = With("q10");
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.ClearDynamicCapacity(2));
        Assert.Equal(Reply(ReturnCode.Success), rig.ClearDynamicCapacity(1, 2, 77));
        Assert.Equal(0, rig.DynamicCapacityLog.Count);
        Assert.Equal(Reply(ReturnCode.Success), rig.ClearDynamicCapacity(9));
    }

    [Fact]
    public void Q11_clear_all_is_ignored()
    {
        Rig rig = With("q11");
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ClearEventRecords, "04 01 00 000000"));
        Assert.Equal(2, rig.DynamicCapacityLog.Count);
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ClearEventRecords, "04 01 01 000000 0100"));
        Assert.Equal(Records(more: false, Record(0, 2, Extent(2, 1), extentsAvailable: 510)), rig.ReadLog());
    }

    [Fact]
    public void Q12_a_full_log_loses_records()
    {
        Rig rig = With("q12", """, "event_log_depths": {"dynamic_capacity": 1}""");
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        rig.ClearDynamicCapacity();
        Assert.Equal(
            (1, 0, 1),
            (rig.DynamicCapacityLog.Count, rig.DynamicCapacityLog.Waiting, rig.DynamicCapacityLog.OverflowCount));
        rig.ClearDynamicCapacity(1);
        Assert.Equal(Records(more: false), rig.ReadLog());
    }

    [Fact]
    public void Q13_records_are_warnings()
    {
        Rig rig = With("q13");
        Assert.Null(rig.Offer((0, 1)));
        string record = Record(0, 1, Extent(0, 1), extentsAvailable: 511).Remove(17 * 2, 2).Insert(17 * 2, "01");
        Assert.Equal(Records(more: false, record), rig.ReadLog());
    }

    [Fact]
    public void Q14_only_extents_available_is_valid()
    {
        Rig rig = With("q14");
        Assert.Null(rig.Offer((0, 1)));
        string record = Record(0, 1, Extent(0, 1), extentsAvailable: 511, tagsAvailable: 0).Remove(49 * 2, 2)
            .Insert(49 * 2, "01");
        Assert.Equal(Records(more: false, record), rig.ReadLog());
    }

    [Fact]
    public void Q15_an_extent_of_length_0_is_not_malformed()
    {
        Rig rig = With("q15");
        rig.Give((0, 1));
        string before = State.Of(rig.Device);
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 0))));
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 0))));
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress), rig.Ask(Opcode.ReleaseDynamicCapacity, Raw(more: false, (0, 0))));
        Assert.Equal(
            Reply(ReturnCode.InvalidExtentList),
            rig.Ask(Opcode.ReleaseDynamicCapacity, Raw(more: false, (Base0 + 1, 0))));
        Assert.Equal(
            Reply(ReturnCode.InvalidExtentList),
            rig.Ask(Opcode.AddDynamicCapacityResponse, Raw(more: false, (Base0, 0), (Base0 + 1, Block))));
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void Q16_longer_lists_are_taken()
    {
        Rig rig = With("q16");
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)) + "ff"));
        Assert.Equal(
            Reply(ReturnCode.InvalidPayloadLength), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))[..^2]));
        Assert.Equal(
            Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)) + Hex.Zeros(24)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries() + Hex.Zeros(24)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ClearEventRecords, "04 00 01 000000 0100 ff"));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "01 01 01 01 01 ff"));
        Assert.Equal(Reply(ReturnCode.InvalidPayloadLength), rig.Ask(Opcode.GetEventRecords, "04 00"));
    }

    [Fact]
    public void Q17_prescriptive_only_and_nothing_is_forced()
    {
        Rig rig = With("q17");
        rig.Give((0, 1));
        FabricManager fm = rig.Device.FabricManager;
        Assert.Equal(
            "Selection policy not supported: free is given, QEMU has prescriptive alone",
            fm.Add(new AddCapacityRequest { SelectionPolicy = SelectionPolicy.Free, Length = Block })?.Reason);
        Assert.Equal(
            "Removal policy not supported: tag-based is given, QEMU has prescriptive alone",
            fm.Release(new ReleaseCapacityRequest { RemovalPolicy = RemovalPolicy.TagBased })?.Reason);
        Assert.Equal(
            "Forced removal not supported yet: true is given, QEMU has false alone",
            fm.Release(new ReleaseCapacityRequest { ForcedRemoval = true })?.Reason);
        rig.ClearDynamicCapacity(1);
        string forced = "0000 11 00" + Hex.Zeros(24) + Hex.U32(1) + Extent(0, 1);
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig.FabricManager, Opcode.InitiateDynamicCapacityRelease, forced));
        Assert.Equal(Records(more: false, Record(1, 2, Extent(0, 1), extentsAvailable: 511)), rig.ReadLog());
        Assert.Equal(List(generation: 1, Extent(0, 1)), rig.WholeList());
    }

    [Fact]
    public void Q18_tags_are_ignored_and_none_are_supported()
    {
        Rig rig = With("q18");
        Assert.Null(rig.Offer(0, T1, (0, 1)));
        Assert.Null(rig.Offer(0, T1, (2, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success, "02 00 000000000000", "00020000 fe010000 00000000 00000000"),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "00 00"));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        Assert.Equal(List(generation: 1, Extent(0, 1)), rig.WholeList());
    }

    [Fact]
    public void Q19_the_host_id_is_ignored()
    {
        Rig rig = With("q19");
        Assert.Null(
            rig.Device.FabricManager.Add(new AddCapacityRequest { HostId = 9, Extents = [new RegionRange(0, Block)] }));
        Assert.Equal(1, rig.DynamicCapacityLog.Count);
    }

    [Fact]
    public void Q20_no_records_for_the_fabric_manager_and_commands_that_QEMU_lacks()
    {
        Rig rig = With("q20");
        rig.Give((0, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        Assert.Equal(0, rig.FabricManagerLog.Count);
        Assert.Equal(Reply(ReturnCode.Unsupported), rig.Ask(Opcode.GetMctpEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Unsupported), rig.Ask(Opcode.SetMctpEventInterruptPolicy, "0000"));
        foreach (ushort opcode in new ushort[] { 0x5606, 0x5607, 0x5608 })
            Assert.Equal(Reply(ReturnCode.Unsupported), Ask(rig.FabricManager, new Opcode(opcode), Hex.Zeros(16)));
        foreach (ushort opcode in new ushort[]
            { 0x0402, 0x0403, 0x0404, 0x0405, 0x4101, 0x4203, 0x4204, 0x4401, 0x4501, 0x4700, 0x4701, 0x4702 })
        {
            Assert.Equal(Reply(ReturnCode.Unsupported), rig.Ask(new Opcode(opcode), Hex.Zeros(16)));
        }

        Assert.Equal(
            Reply(
                ReturnCode.Success, "0100", Hex.Zeros(6), "0da9c0b5bf414b788f7996b1623b3f17",
                Hex.U32(rig.Host.Cci.Commands.Count * 4)),
            rig.Ask(Opcode.GetSupportedLogs));
        Assert.Equal(
            Reply(ReturnCode.InvalidLog), rig.Ask(Opcode.GetLog, LogRules.VendorDebug, Hex.U32(0), Hex.U32(0)));
    }

    [Fact]
    public void Q24_asking_back_nothing_succeeds()
    {
        Rig rig = With("q24");
        rig.Give((0, 1));
        string before = State.Of(rig.Device);
        Assert.Null(rig.AskBack());
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void Q25_message_numbers_are_fixed_and_other_modes_are_none()
    {
        Rig rig = With("q25");
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "01 01 01 01 01"));
        Assert.Equal(Reply(ReturnCode.Success, "21 31 41 51 01"), rig.Ask(Opcode.GetEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetEventInterruptPolicy, "00 f1 02 03 00"));
        Assert.Equal(Reply(ReturnCode.Success, "00 31 00 00 00"), rig.Ask(Opcode.GetEventInterruptPolicy));
    }

    [Fact]
    public void Q26_the_answered_offer_takes_room()
    {
        Rig rig = With("q26", """, "extents_supported": 3""");
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(
            Reply(ReturnCode.ResourcesExhausted), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (2, 1))));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1))));
    }

    [Fact]
    public void Q27_offers_are_unlimited_and_extents_available_wraps()
    {
        Rig rig = With("q27", """, "extents_supported": 1""");
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(
            Records(
                more: false, Record(0, 1, Extent(0, 1), more: true, extentsAvailable: -1),
                Record(0, 2, Extent(2, 1), extentsAvailable: -1)),
            rig.ReadLog());
    }

    [Fact]
    public void Q28_listed_extents_bear_their_own_tags_and_lie_in_any_regions()
    {
        Rig rig = With("q28");
        string[] extents = [Extent(0, 1, T1, 7), ExtentAt(Base1, Block, sequence: 1)];
        const string other = "ffeeddccbbaa99887766554433221100";
        string request = "0000 02 07" + Hex.U64(0) + other + Hex.U32(2) + string.Concat(extents);
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig.FabricManager, Opcode.InitiateDynamicCapacityAdd, request));
        Assert.Equal(
            Records(
                more: false, Record(0, 1, extents[0], more: true, extentsAvailable: 510),
                Record(0, 2, extents[1], extentsAvailable: 510)),
            rig.ReadLog());
        string both = Raw(false, (Base0, Block), (Base1, Block));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, both));
        Assert.Equal(List(generation: 1, extents), rig.WholeList());
        Assert.Null(rig.Offer(0, T1, (8, 1)));
        Assert.Null(rig.Device.FabricManager.AddReference(TagOf(T1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, both));
        Assert.Null(rig.Offer((0, 1)));
    }

    [Fact]
    public void Q1_q2_q21_where_QEMU_dies_the_device_answers_as_the_rules_say()
    {
        var rig = new Rig("""{"profile": "qemu"}""");
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries()));
        Assert.Equal("at least one extent is needed", rig.Offer()?.Reason);
        Assert.Equal(
            Reply(ReturnCode.InvalidInput),
            Ask(rig.FabricManager, Opcode.SetDynamicCapacityRegionConfiguration, "ff 000000", Hex.U64(Block),
                "00 000000"));
    }

    [Fact]
    public void Q27_an_offer_beyond_what_can_be_tracked_can_still_be_rejected()
    {
        Rig rig = With("q27", """, "extents_supported": 1""");
        rig.Give((0, 1));
        Assert.Null(rig.Offer((4, 1)));
        Assert.Null(rig.Offer((8, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries()));
        Assert.Single(rig.Host.Offers.Pending);
    }
}
