using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Refusals;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>A refusal says which rule decided, at which field and byte, and why; the device stays as it is.</summary>
public class RefusalTests
{
    [Fact]
    public void C1_a_refusal_names_the_opcode_or_what_of_the_length_is_wrong()
    {
        var rig = new Rig();
        Assert.Equal(
            "Unsupported: C1: opcode, byte 3: this CCI does not carry the command", Refused(rig, Opcode.GetDcdInfo));
        Assert.Equal(
            "Invalid Payload Length: C2: count, byte 0: get_dc_extent_list_request: too short at count, byte 0: 8 "
                + "bytes needed, 1 there", Refused(rig, Opcode.GetDynamicCapacityExtentList, "00"));
        Assert.Equal(
            "Invalid Payload Length: C2: end, byte 0: empty: too long at byte 0: 0 bytes needed, 1 there",
            Refused(rig, Opcode.GetTimestamp, "00"));
        Assert.Equal(
            "Invalid Payload Length: C5: payload_length, byte 5: 4096 bytes, at most 2048 are taken",
            Text(rig.Host.Cci.RefuseOversized(Opcode.GetTimestamp, 4096)));
    }

    [Fact]
    public void E3_a_refusal_names_the_log_the_flag_or_the_handle()
    {
        var rig = new Rig();
        rig.Give((0, 1), (2, 1));
        Assert.Equal("Invalid Input: E3: log, byte 0: no such event log", Refused(rig, Opcode.GetEventRecords, "05"));
        Assert.Equal(
            "Invalid Input: E3: log, byte 0: no such event log",
            Refused(rig, Opcode.ClearEventRecords, "05 00 00 000000"));
        Assert.Equal(
            "Invalid Input: E5: clear_all, byte 1: the log has not overflowed",
            Refused(rig, Opcode.ClearEventRecords, "04 01 00 000000"));
        Assert.Equal(
            "Invalid Handle: E4: handles[1], byte 8: not the handle of the record at that place",
            Refused(rig, Opcode.ClearEventRecords, "04 00 02 000000 0100 0300"));
        Assert.Equal(
            "Invalid Handle: E4: handles[0], byte 6: not the handle of the record at that place",
            Refused(rig, Opcode.ClearEventRecords, "04 00 01 000000 0200"));
    }

    [Fact]
    public void A_refusal_names_the_limit_the_log_or_the_place_in_the_labels()
    {
        var rig = new Rig("""{"lsa_size": 4096, "payload_size": 512}""");
        const string cel = "0da9c0b5bf414b788f7996b1623b3f17";
        Assert.Equal(
            "Invalid Input: limit, byte 0: not between 8 and 9",
            Refused(rig, Opcode.SetResponseMessageLimit, "07"));
        Assert.Equal(
            "Invalid Input: limit, byte 0: not between 8 and 9",
            Refused(rig, Opcode.SetResponseMessageLimit, "0a"));
        Assert.Equal(
            "Invalid Log: log_identifier, byte 0: no such log",
            Refused(rig, Opcode.GetLog, Hex.Zeros(16), Hex.U32(0), Hex.U32(4)));
        Assert.Equal(
            "Invalid Input: length, byte 20: reaches past the end of the log",
            Refused(rig, Opcode.GetLog, cel, Hex.U32(0), Hex.U32(4096)));
        Assert.Equal(
            "Invalid Input: length, byte 4: reaches past the end of the label storage area",
            Refused(rig, Opcode.GetLsa, Hex.U32(4000), Hex.U32(97)));
        Assert.Equal(
            "Invalid Input: length, byte 4: does not fit the payload",
            Refused(rig, Opcode.GetLsa, Hex.U32(0), Hex.U32(513)));
        Assert.Equal(
            "Invalid Input: offset, byte 0: reaches past the end of the label storage area",
            Refused(rig, Opcode.SetLsa, Hex.U32(4095), Hex.U32(0), "0102"));
    }

    [Fact]
    public void G2_a_refusal_names_where_a_page_was_to_start()
    {
        var rig = new Rig();
        Assert.Equal(
            "Invalid Input: R3: start_index, byte 1: there is no such region",
            Refused(rig, Opcode.GetDynamicCapacityConfiguration, "01 02"));
        Assert.Equal(
            "Invalid Input: G2: start, byte 4: past the end of the list",
            Refused(rig, Opcode.GetDynamicCapacityExtentList, Hex.U32(1), Hex.U32(1)));
    }

    [Fact]
    public void A1_a_refusal_names_the_count_or_the_entry_of_a_response()
    {
        var rig = new Rig("""{"extents_supported": 4}""");
        Assert.Equal(
            "Invalid Input: A1: count, byte 0: an empty response, and no offer is pending",
            Refused(rig, Opcode.AddDynamicCapacityResponse, Entries()));
        rig.Give((0, 1));
        Assert.Null(rig.Offer((4, 1)));
        Assert.Null(rig.Offer((8, 1)));
        Assert.Equal(
            "Invalid Physical Address: A3: extents[1].start_dpa, byte 32: already accepted",
            Refused(rig, Opcode.AddDynamicCapacityResponse, Entries((4, 1), (0, 1))));
        Assert.Equal(
            "Invalid Physical Address: A2: extents[0].start_dpa, byte 8: outside the first pending offer",
            Refused(rig, Opcode.AddDynamicCapacityResponse, Entries((20, 1))));
        Assert.Equal(
            "Invalid Input: A1: extents[1].start_dpa, byte 32: in a later offer than the first pending one",
            Refused(rig, Opcode.AddDynamicCapacityResponse, Entries((4, 1), (8, 1))));
        Assert.Equal(
            "Resources Exhausted: A9: count, byte 0: more extents than the device can track",
            Refused(rig, Opcode.AddDynamicCapacityResponse, Entries((4, 1), (5, 1), (6, 1))));
    }

    [Fact]
    public void A4_a_refusal_names_the_entry_that_is_no_range()
    {
        var rig = new Rig();
        rig.Give((0, 4));
        foreach (Opcode opcode in new[] { Opcode.AddDynamicCapacityResponse, Opcode.ReleaseDynamicCapacity })
        {
            Assert.Equal(
                "Invalid Extent List: A4: extents[1].start_dpa, byte 32: an extent of length 0",
                Refused(rig, opcode, Entries((0, 1), (1, 0))));
            Assert.Equal(
                "Invalid Physical Address: A4: extents[0].start_dpa, byte 8: the range wraps",
                Refused(rig, opcode, Raw(false, (ulong.MaxValue - 1, 4096))));
            Assert.Equal(
                "Invalid Physical Address: A4: extents[0].start_dpa, byte 8: the range is not inside one region",
                Refused(rig, opcode, Raw(false, (0, Block))));
            Assert.Equal(
                "Invalid Extent List: A4: extents[0].start_dpa, byte 8: not aligned to the region's block size",
                Refused(rig, opcode, Raw(false, (Base0 + 1, Block))));
            Assert.Equal(
                "Invalid Extent List: A4: extents[1].start_dpa, byte 32: overlaps another entry",
                Refused(rig, opcode, Entries((0, 2), (1, 1))));
        }
    }

    [Fact]
    public void L1_a_refusal_names_the_count_or_the_entry_of_a_release()
    {
        var rig = new Rig("""{"extents_supported": 1}""");
        Assert.Equal(
            "Invalid Input: L1: count, byte 0: nothing to release",
            Refused(rig, Opcode.ReleaseDynamicCapacity, Entries()));
        rig.Give((0, 4));
        Assert.Equal(
            "Invalid Physical Address: L2: extents[1].start_dpa, byte 32: not all of it is accepted",
            Refused(rig, Opcode.ReleaseDynamicCapacity, Entries((0, 1), (3, 2))));
        Assert.Equal(
            "Resources Exhausted: L3: extents[1].start_dpa, byte 32: a split that the device cannot track",
            Refused(rig, Opcode.ReleaseDynamicCapacity, Entries((3, 1), (1, 1))));
    }

    [Fact]
    public void L2_a_refusal_names_the_entry_of_the_payload_at_hand()
    {
        foreach (int supported in new[] { 1, 512 })
        {
            var rig = new Rig($$"""{"extents_supported": {{supported}}}""");
            rig.Give((0, 8));
            rig.Ask(Opcode.ReleaseDynamicCapacity, Entries(more: true, (0, 1), (7, 1)));
            string expected = supported == 1
                ? "Resources Exhausted: L3: extents[1].start_dpa, byte 32: a split that the device cannot track"
                : "Invalid Physical Address: L2: extents[1].start_dpa, byte 32: not all of it is accepted";
            string second = supported == 1 ? Entries((1, 1), (4, 1)) : Entries((1, 1), (9, 1));
            Assert.Equal(expected, Refused(rig, Opcode.ReleaseDynamicCapacity, second));
        }
    }

    [Fact]
    public void A_refusal_of_an_offer_out_of_order_names_the_quirk()
    {
        var rig = new Rig("""{"quirks": ["q7"]}""");
        Assert.Null(rig.Offer((4, 1)));
        Assert.Null(rig.Offer((8, 1)));
        Assert.Equal(
            "Invalid Physical Address: q7: extents[0].start_dpa, byte 8: outside the first pending offer",
            Refused(rig, Opcode.AddDynamicCapacityResponse, Entries((8, 1))));
    }

    [Fact]
    public void A_refusal_as_QEMU_has_it_names_the_quirk()
    {
        var rig = new Rig("""{"quirks": ["q10", "q15"]}""");
        rig.Give((0, 1));
        Assert.Null(rig.Offer((4, 1)));
        Assert.Equal(
            "Invalid Physical Address: q15: extents[0].start_dpa, byte 8: no offer holds a range of length 0",
            Refused(rig, Opcode.AddDynamicCapacityResponse, Entries((4, 0))));
        Assert.Equal(
            "Invalid Input: q10: handles[0], byte 6: not the handle of the record at that place",
            Refused(rig, Opcode.ClearEventRecords, "04 00 01 000000 0700"));
        Assert.Equal(
            "Invalid Handle: E4: handles[0], byte 6: more handles than records",
            Refused(new Rig(), Opcode.ClearEventRecords, "04 00 01 000000 0100"));
    }
}
