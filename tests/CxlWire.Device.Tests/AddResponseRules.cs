using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>A: Add Dynamic Capacity Response (4802h).</summary>
public class AddResponseRules
{
    private const string T1 = "00112233-4455-6677-8899-aabbccddeeff";

    private static string Respond(Rig rig, string payload) => rig.Ask(Opcode.AddDynamicCapacityResponse, payload);

    private static void AssertRefused(Rig rig, ReturnCode code, string rule, string payload)
    {
        string before = State.Of(rig.Device);
        Assert.Equal(Reply(code), Respond(rig, payload));
        Assert.Equal(before, State.Of(rig.Device));
        Assert.Equal(rule, rig.RefusedBy(Opcode.AddDynamicCapacityResponse, payload));
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void A1_ranges_of_a_later_offer_are_invalid_input()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1)));
        Assert.Null(rig.Offer((2, 1)));
        AssertRefused(rig, ReturnCode.InvalidInput, "A1", Entries((2, 1)));
        AssertRefused(rig, ReturnCode.InvalidInput, "A1", Entries((0, 1), (2, 1)));
    }

    [Fact]
    public void A1_an_empty_response_with_nothing_pending_is_invalid_input()
    {
        var rig = new Rig();
        AssertRefused(rig, ReturnCode.InvalidInput, "A1", Entries());
        AssertRefused(rig, ReturnCode.InvalidInput, "A1", Entries(more: true));
        rig.Give((0, 1));
        AssertRefused(rig, ReturnCode.InvalidInput, "A1", Entries());
    }

    [Fact]
    public void A2_a_range_outside_the_first_offer_is_an_invalid_physical_address()
    {
        var rig = new Rig();
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A2", Entries((0, 1)));
        Assert.Null(rig.Offer((4, 2), (6, 1)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A2", Entries((0, 1)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A2", Entries((3, 2)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A2", Entries((6, 2)));

        // Two offered extents side by side are two extents: a range over both is in neither.
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A2", Entries((5, 2)));
    }

    [Fact]
    public void A3_a_range_already_accepted_is_an_invalid_physical_address()
    {
        var rig = new Rig();
        rig.Give((0, 2));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A3", Entries((0, 1)));
        Assert.Null(rig.Offer((2, 1)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A3", Entries((2, 1), (1, 1)));
    }

    [Theory]
    [InlineData(Base0, 0, 0x1E)]
    [InlineData(Base0 + 64, Block, 0x1E)]
    [InlineData(Base0, Block + 64, 0x1E)]
    [InlineData(0, Block, 0x0F)]
    [InlineData(Base1 + (1024 * MiB), Block, 0x0F)]
    [InlineData(Base1 - Block, 2 * Block, 0x0F)]
    [InlineData(0xFFFF_FFFF_FFE0_0000, Block, 0x0F)]
    [InlineData(0xFFFF_FFFF_FFE0_0000, 0x4000_0000, 0x0F)]
    [InlineData(Base0, 0xFFFF_FFFF_FFE0_0000, 0x0F)]
    public void A4_a_malformed_entry_is_refused(ulong start, ulong length, ushort code)
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((10, 2)));
        AssertRefused(rig, new ReturnCode(code), "A4", Raw(false, (Base0 + (10 * Block), Block), (start, length)));
    }

    [Fact]
    public void A4_entries_that_overlap_are_an_invalid_extent_list()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 4)));
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Entries((0, 2), (1, 2)));
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Entries((1, 1), (1, 1)));
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Entries((1, 1), (0, 4)));
    }

    [Fact]
    public void A5_a_subset_may_be_accepted_and_the_rest_is_free_again()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((2, 1))));
        Assert.Equal(List(generation: 1, Extent(2, 1)), rig.WholeList());
        Assert.Empty(rig.Host.Offers.Pending);
        Assert.Null(rig.Offer((0, 1), (4, 1)));
        Assert.Equal("cannot add DPA already accessible to the same LD: "
            + "extents[0] has dpa 0x10400000 len 0x200000", rig.Offer((2, 1))?.Reason);
    }

    [Fact]
    public void A5_parts_of_an_offered_extent_may_be_accepted()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 8)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((6, 1), (1, 2))));
        Assert.Equal(List(generation: 1, Extent(6, 1, T1), Extent(1, 2, T1)), rig.WholeList());
        Assert.Null(rig.Offer((0, 1), (3, 3), (7, 1)));
    }

    [Fact]
    public void A5_an_empty_list_rejects_all()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 8)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries()));
        Assert.Equal(List(generation: 0), rig.WholeList());
        Assert.Null(rig.Offer((0, 8)));
    }

    [Fact]
    public void A6_a_failed_response_changes_nothing()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A2", Entries((0, 1), (2, 1), (4, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((0, 1), (2, 1))));
        Assert.Equal(List(generation: 1, Extent(0, 1), Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void A7_a_length_that_the_count_does_not_explain_is_refused()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1)));
        string one = Entries((0, 1));
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", one[..^2]);
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", one + "00");
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", "02" + one[2..]);
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", "00" + one[2..]);
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", "ffffffff" + one[8..]);
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", Hex.Zeros(7));
        AssertRefused(rig, ReturnCode.InvalidPayloadLength, "C2", "");
    }

    [Fact]
    public void A8_a_split_response_is_applied_when_its_last_payload_arrives()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1), (4, 1)));
        string before = State.Of(rig.Device);
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, (0, 1), (2, 1))));
        Assert.Equal(before, State.Of(rig.Device));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true)));
        Assert.Equal(before, State.Of(rig.Device));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((4, 1))));
        Assert.Equal(List(generation: 1, Extent(0, 1), Extent(2, 1), Extent(4, 1)), rig.WholeList());
    }

    [Fact]
    public void A8_a_last_payload_without_entries_ends_the_split()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, (2, 1))));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries()));
        Assert.Equal(List(generation: 1, Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void A8_an_error_in_any_payload_drops_the_others_and_the_offer_stays()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, (0, 1))));

        // The same range again overlaps an entry of the first payload.
        Assert.Equal(Reply(ReturnCode.InvalidExtentList), Respond(rig, Entries((0, 1))));
        Assert.Equal(List(generation: 0), rig.WholeList());
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((2, 1))));
        Assert.Equal(List(generation: 1, Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void A8_a_payload_of_the_wrong_length_drops_the_others_too()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, (0, 1))));
        Assert.Equal(Reply(ReturnCode.InvalidPayloadLength), Respond(rig, Entries((2, 1)) + "00"));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((2, 1))));
        Assert.Equal(List(generation: 1, Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void A8_a_response_for_300_extents_is_split_over_payloads_and_applied_once()
    {
        const int perPayload = (2048 - 8) / 24;
        var rig = new Rig();
        (ulong, ulong)[] extents =
            [.. Enumerable.Range(0, 300).Select(i => (((ulong)i % 150 * 3) + ((ulong)i / 150), 1UL))];
        Assert.Null(rig.Offer(extents));
        (ulong, ulong)[][] payloads = [.. extents.Chunk(perPayload)];
        Assert.Equal(4, payloads.Length);
        string before = State.Of(rig.Device);

        // An error in the middle leaves the offer pending and the list untouched.
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, payloads[0])));
        Assert.Equal(Reply(ReturnCode.InvalidPhysicalAddress), Respond(rig, Entries(more: true, (511, 1))));
        Assert.Equal(before, State.Of(rig.Device));
        foreach ((ulong, ulong)[] payload in payloads[..^1])
        {
            Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, payload)));
            Assert.Equal(before, State.Of(rig.Device));
        }

        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(payloads[^1])));
        Assert.Equal(300, rig.Host.Extents.Count);
        Assert.Equal(1u, rig.Host.Extents.Generation);
        Assert.Equal(
            extents.Select(e => Base0 + (e.Item1 * Block)), Enumerable.Range(0, 300)
                .Select(i => rig.Host.Extents[i].StartDpa));
    }

    [Fact]
    public void A8_a_payload_too_long_to_be_taken_drops_the_others_too()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, (0, 1))));
        Refusal? refusal = rig.Host.Cci.RefuseOversized(Opcode.AddDynamicCapacityResponse, 3000).Refusal;
        Assert.Equal("C5: payload_length, byte 5: 3000 bytes, at most 2048 are taken", refusal?.ToString());
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((2, 1))));
        Assert.Equal(List(generation: 1, Extent(2, 1)), rig.WholeList());
    }

    [Fact]
    public void A9_more_extents_than_can_be_tracked_exhaust_resources()
    {
        var rig = new Rig("""{"extents_supported": 4}""");
        rig.Give((100, 1));
        Assert.Null(rig.Offer((0, 8)));
        Assert.Null(rig.Offer((20, 1)));

        // 1 accepted, 1 of the other offer: 2 more fit, 3 do not. The answered offer itself counts no longer.
        AssertRefused(rig, ReturnCode.ResourcesExhausted, "A9", Entries((0, 1), (2, 1), (4, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((0, 1), (2, 1))));
    }

    [Fact]
    public void A9_counts_the_entries_of_earlier_payloads()
    {
        var rig = new Rig("""{"extents_supported": 2}""");
        Assert.Null(rig.Offer((0, 8)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, (0, 1), (2, 1))));
        Assert.Equal(Reply(ReturnCode.ResourcesExhausted), Respond(rig, Entries((4, 1))));
        Assert.Equal(List(generation: 0), rig.WholeList());
    }

    [Fact]
    public void A9_counts_offers_made_since_the_earlier_payloads_where_the_last_one_is_empty()
    {
        var rig = new Rig("""{"extents_supported": 4}""");
        Assert.Null(rig.Offer((0, 8)));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries(more: true, (0, 1), (2, 1), (4, 1))));
        Assert.Null(rig.Offer((20, 1), (22, 1), (24, 1)));
        Assert.Equal(Reply(ReturnCode.ResourcesExhausted), Respond(rig, Entries()));
        Assert.Equal(Reply(ReturnCode.Success), Respond(rig, Entries((0, 1))));
        Assert.Equal(List(generation: 1, Extent(0, 1)), rig.WholeList());
    }

    [Fact]
    public void A10_the_fabric_manager_gets_a_record_for_each_accepted_extent()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 8)));
        Respond(rig, Entries((0, 1), (4, 2)));
        Assert.Equal(
            Records(
                more: false,
                Record(4, 1, Extent(0, 1, T1), more: true, extentsAvailable: 510, tagsAvailable: 63),
                Record(4, 2, Extent(4, 2, T1), extentsAvailable: 510, tagsAvailable: 63)),
            Ask(rig.Device.FabricManager.Cci, Opcode.GetEventRecords, "04"));
    }

    [Fact]
    public void A10_a_full_rejection_is_one_record_of_length_0()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (3, 8), (20, 1)));
        Respond(rig, Entries());
        Assert.Equal(
            Records(more: false, Record(4, 1, Extent(3, 0, T1))),
            Ask(rig.Device.FabricManager.Cci, Opcode.GetEventRecords, "04"));
    }

    [Fact]
    public void A11_the_first_offence_in_the_order_of_checks_decides()
    {
        var rig = new Rig("""{"extents_supported": 4}""");
        rig.Give((50, 1));
        Assert.Null(rig.Offer((0, 8)));
        Assert.Null(rig.Offer((20, 1)));

        // A9 before A4, A4 of a later entry before A3 of an earlier, then entry by entry A3 before A1 and A2.
        AssertRefused(rig, ReturnCode.ResourcesExhausted, "A9", Entries((50, 1), (0, 0), (0, 0)));
        AssertRefused(rig, ReturnCode.InvalidExtentList, "A4", Entries((50, 1), (0, 0)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A3", Entries((50, 1), (20, 1)));
        AssertRefused(rig, ReturnCode.InvalidInput, "A1", Entries((20, 1), (50, 1)));
        AssertRefused(rig, ReturnCode.InvalidPhysicalAddress, "A2", Entries((30, 1), (50, 1)));
    }

    [Fact]
    public void Reserved_bits_of_the_request_are_ignored()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success),
            Respond(rig, "01000000 fe ffffff" + Hex.U64(Base0) + Hex.U64(Block) + "ffffffffffffffff"));
        Assert.Equal(List(generation: 1, Extent(0, 1)), rig.WholeList());
    }
}
