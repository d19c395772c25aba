using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>A refusal says which rule decided, at which field and byte, and why; the device stays as it is.</summary>
public class RefusalTests
{
    private static string Refused(Rig rig, CciPort port, Opcode opcode, params string[] payload)
    {
        string before = State.Of(rig.Device);
        CommandResult result = port.Execute(opcode, Hex.Bytes(payload), new byte[port.MaximumPayload]);
        Assert.Equal((result.Refusal?.Code, 0), (result.Code, result.Length));
        Assert.Equal(before, State.Of(rig.Device));
        return Text(result);
    }

    private static string Text(CommandResult result) => $"{result.Code.Name}: {result.Refusal}";

    private static string Refused(Rig rig, Opcode opcode, params string[] payload) =>
        Refused(rig, rig.Host.Cci, opcode, payload);

    private static string RefusedManager(Rig rig, Opcode opcode, params string[] payload) =>
        Refused(rig, rig.FabricManager, opcode, payload);

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
    public void F2_a_refusal_names_what_of_an_addition_is_wrong()
    {
        var rig = new Rig("""{"extents_supported": 3}""");
        rig.Give((2, 1));
        Opcode add = Opcode.InitiateDynamicCapacityAdd;
        Assert.Equal(
            "Invalid Input: F2: region, byte 3: region id is too large",
            RefusedManager(rig, add, Add(Free, 1, region: 2)));
        Assert.Equal(
            "Invalid Input: F2: host_id, byte 0: host id is too large",
            RefusedManager(rig, add, Add(Free, 1, host: 1)));
        Assert.Equal(
            "Invalid Input: F2: selection_policy, byte 2: Selection policy not supported",
            RefusedManager(rig, add, Add(9, 1)));
        Assert.Equal(
            "Invalid Input: F2: extents, byte 32: extents are listed, but the device is to choose them",
            RefusedManager(rig, add, Add(Contiguous, 1, NoTag, 0, 0, Extent(8, 1))));
        Assert.Equal(
            "Invalid Extent List: F2: length, byte 4: extent with 0 length is not allowed",
            RefusedManager(rig, add, Add(Contiguous, 0)));
        Assert.Equal(
            "Invalid Extent List: F2: length, byte 4: dpa or len is not aligned to region block size",
            RefusedManager(rig, add, "0000 01 00", Hex.U64(Block + 64), Hex.Zeros(16), Hex.U32(0)));
        Assert.Equal(
            "Resources Exhausted: F2: length, byte 4: not enough free capacity",
            RefusedManager(rig, add, Add(Contiguous, 600)));
        Assert.Equal(
            "Invalid Input: O2: extents, byte 32: at least one extent is needed",
            RefusedManager(rig, add, Add(Prescriptive)));
        Assert.Equal(
            "Invalid Extent List: O2: extents[1].start_dpa, byte 72: accepted or pending",
            RefusedManager(rig, add, Add(Prescriptive, 0, NoTag, 0, 0, Extent(8, 1), Extent(2, 1))));
        Assert.Equal(
            "Invalid Physical Address: F2: extents[1].start_dpa, byte 72: the range is not inside one region",
            RefusedManager(rig, add, Add(Prescriptive, 0, NoTag, 0, 0, Extent(8, 1), ExtentAt(0, Block))));
        Assert.Equal(
            "Invalid Extent List: F2: extents[1].start_dpa, byte 72: overlaps another entry",
            RefusedManager(rig, add, Add(Prescriptive, 0, NoTag, 0, 0, Extent(8, 1), Extent(8, 1))));
        Assert.Equal(
            "Resources Exhausted: O2: extents, byte 32: not enough extents available", RefusedManager(
                rig, add, Add(Prescriptive, 0, NoTag, 0, 0, Extent(8, 1), Extent(10, 1), Extent(12, 1))));
    }

    [Fact]
    public void O2_a_refusal_names_the_tag()
    {
        var rig = new Rig("""{"tags_supported": 1}""");
        Assert.Null(rig.Offer(0, T1, (0, 1)));
        Opcode add = Opcode.InitiateDynamicCapacityAdd;
        Assert.Equal(
            "Invalid Input: O2: tag, byte 12: tag is already in use", RefusedManager(rig, add, Add(Free, 1, T1)));
        Assert.Equal(
            "Resources Exhausted: O2: tag, byte 12: not enough tags available",
            RefusedManager(rig, add, Add(Free, 1, T2)));
    }

    [Fact]
    public void S1_a_refusal_names_the_region_or_the_tag_that_cannot_be_shared()
    {
        var rig = new Rig("""{"hosts": 3, "regions": [{}, {"sharable": true}]}""");
        Opcode add = Opcode.InitiateDynamicCapacityAdd;
        Assert.Equal(
            "Invalid Input: S2: tag, byte 12: sharable capacity needs a tag",
            RefusedManager(rig, add, Add(Free, 1, NoTag, region: 1)));
        Assert.Equal(
            "Invalid Input: S2: extents, byte 32: sharable extents lie in one region",
            RefusedManager(rig, add, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 1), ExtentAt(Base1, Block))));
        Assert.Null(rig.Offer(1, T1, (0, 1)));
        Assert.Equal(
            "Invalid Input: F2: extents, byte 32: extents are listed, but the tag says which",
            RefusedManager(rig, add, Add(EnableSharedAccess, 0, T1, 1, 1, Extent(0, 1))));
        Assert.Equal(
            "Invalid Input: S1: region, byte 3: region is not sharable",
            RefusedManager(rig, add, Add(EnableSharedAccess, 0, T1, 1, 0)));
        Assert.Equal(
            "Invalid Input: F1: tag, byte 12: no capacity of the region has the tag",
            RefusedManager(rig, add, Add(EnableSharedAccess, 0, T2, 1, 1)));
        Assert.Equal(
            "Invalid Input: F1: tag, byte 12: the host already has the tag",
            RefusedManager(rig, add, Add(EnableSharedAccess, 0, T1, 0, 1)));
        Assert.Equal(
            "Invalid Input: S3: tag, byte 12: not all of the tag's capacity is held",
            RefusedManager(rig, add, Add(EnableSharedAccess, 0, T1, 1, 1)));
    }

    [Fact]
    public void F3_a_refusal_names_the_tag_or_the_extents_that_cannot_be_released()
    {
        var rig = new Rig();
        rig.Give((0, 2));
        Assert.Null(rig.Offer(0, T1, (4, 1), (8, 1)));
        Opcode release = Opcode.InitiateDynamicCapacityRelease;
        Assert.Equal(
            "Invalid Input: F2: host_id, byte 0: host id is too large",
            RefusedManager(rig, release, Release(0, T1, host: 1)));
        Assert.Equal(
            "Invalid Input: F2: removal_policy, byte 2: Removal policy not supported",
            RefusedManager(rig, release, Release(2, T1)));
        Assert.Equal(
            "Invalid Input: F3: extents, byte 32: extents are listed, but the tag says which",
            RefusedManager(rig, release, Release(0, T1, 0, Extent(0, 1))));
        Assert.Equal(
            "Invalid Physical Address: F3: tag, byte 12: cannot release extent with pending DPA range",
            RefusedManager(rig, release, Release(0, T1)));
        Assert.Equal(
            "Invalid Physical Address: F3: tag, byte 12: cannot release extent with non-existing DPA range",
            RefusedManager(rig, release, Release(0, T2)));
        Assert.Equal(
            "Invalid Input: F3: extents, byte 32: at least one extent is needed",
            RefusedManager(rig, release, Release(1)));
        Assert.Equal(
            "Invalid Physical Address: F3: extents, byte 32: cannot release extent with pending DPA range",
            RefusedManager(rig, release, Release(1, NoTag, 0, Extent(4, 1))));
        Assert.Equal(
            "Invalid Physical Address: F3: extents, byte 32: cannot release extent with non-existing DPA range",
            RefusedManager(rig, release, Release(1, NoTag, 0, Extent(1, 2))));
        Assert.Equal(
            "Invalid Physical Address: F3: extents[1].start_dpa, byte 72: the range is not inside one region",
            RefusedManager(rig, release, Release(1, NoTag, 0, Extent(0, 1), ExtentAt(0, Block))));
        Assert.Equal(
            "Invalid Physical Address: F4: extents, byte 32: cannot remove part of an offer",
            RefusedManager(rig, release, Release(0x11, NoTag, 0, Extent(4, 1))));
    }

    [Fact]
    public void F5_a_refusal_names_extents_that_are_not_clean_yet()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": 1, "regions": [{"sanitize_on_release": true}]}""");
        rig.Give((0, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        Assert.Equal(
            "Retry Required: F5: extents, byte 32: cannot add DPA that is being sanitized or kept by a reference",
            RefusedManager(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1))));
    }

    [Fact]
    public void F6_a_refusal_names_the_setting()
    {
        var rig = new Rig("""{"regions": [{}, {"sanitize_configurable": true}]}""");
        rig.Give((0, 1));
        Opcode set = Opcode.SetDynamicCapacityRegionConfiguration;
        Assert.Equal(
            "Invalid Input: F2: region, byte 0: region id is too large",
            RefusedManager(rig, set, "02 000000", Hex.U64(Block), "00 000000"));
        Assert.Equal(
            "Invalid Input: F6: block_size, byte 4: the region does not support the block size",
            RefusedManager(rig, set, "00 000000", Hex.U64(3 * Block), "00 000000"));
        Assert.Equal(
            "Unsupported: F6: sanitize_on_release, byte 12: the setting cannot be changed",
            RefusedManager(rig, set, "00 000000", Hex.U64(Block), "01 000000"));
        Assert.Equal(
            "Unsupported: F6: region, byte 0: capacity of the region is in use",
            RefusedManager(rig, set, "00 000000", Hex.U64(2 * Block), "00 000000"));
    }

    [Fact]
    public void F7_a_refusal_names_the_host_the_tag_or_where_a_page_was_to_start()
    {
        var rig = new Rig();
        Opcode configuration = Opcode.GetHostDynamicCapacityRegionConfiguration;
        Opcode lists = Opcode.GetDynamicCapacityRegionExtentLists;
        Assert.Equal(
            "Invalid Input: F2: host_id, byte 0: there is no such host",
            RefusedManager(rig, configuration, "0100 01 00"));
        Assert.Equal(
            "Invalid Input: R3: start_index, byte 3: there is no such region",
            RefusedManager(rig, configuration, "0000 01 02"));
        Assert.Equal(
            "Invalid Input: F7: host_id, byte 0: there is no such host",
            RefusedManager(rig, lists, "0100 0000", Hex.U32(9), Hex.U32(0)));
        Assert.Equal(
            "Invalid Input: G2: start, byte 8: past the end of the list",
            RefusedManager(rig, lists, "0000 0000", Hex.U32(9), Hex.U32(1)));
        Assert.Equal(
            "Invalid Input: F8: tag, byte 0: no such tag",
            RefusedManager(rig, Opcode.AddDynamicCapacityReference, Tag(T1)));
        Assert.Equal(
            "Invalid Input: F8: tag, byte 0: no such tag, or no reference to it",
            RefusedManager(rig, Opcode.RemoveDynamicCapacityReference, Tag(T1)));
        Assert.Equal(
            "Invalid Input: F8: start, byte 0: past the end of the list",
            RefusedManager(rig, Opcode.ListDynamicCapacityTags, Hex.U32(1), Hex.U32(1)));
    }

    [Fact]
    public void A_refusal_names_what_of_a_tunnel_is_wrong()
    {
        var rig = new Rig();
        Opcode tunnel = Opcode.TunnelManagementCommand;
        const string command = "00 2b 00 0056 000000 0000 0000";
        Assert.Equal(
            "Invalid Input: target_type, byte 1: only ports and LDs are reached",
            RefusedManager(rig, tunnel, "00 01 0c00", command));
        Assert.Equal(
            "Invalid Input: port_or_ld_id, byte 0: there is no such host",
            RefusedManager(rig, tunnel, "01 00 0c00", command));
        Assert.Equal(
            "Invalid Input: command, byte 4: not one CCI request",
            RefusedManager(rig, tunnel, "00 00 0200 002b"));
    }

    [Fact]
    public void A_refusal_of_what_QEMU_lacks_names_the_quirk()
    {
        var rig = new Rig("""{"quirks": ["q17"]}""");
        rig.Give((0, 1));
        Assert.Equal(
            "Invalid Input: q17: selection_policy, byte 2: Selection policy not supported",
            RefusedManager(rig, Opcode.InitiateDynamicCapacityAdd, Add(Free, 1)));
        Assert.Equal(
            "Invalid Input: q17: removal_policy, byte 2: Removal policy not supported",
            RefusedManager(rig, Opcode.InitiateDynamicCapacityRelease, Release(0, T1)));
        Refusal? forced = rig.Device.FabricManager.Release(
            new ReleaseCapacityRequest { ForcedRemoval = true, Extents = [new RegionRange(0, Block)] });
        Assert.Equal(("q17", "forced_removal"), (forced?.Rule, forced?.Field));
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
    public void O2_extents_that_are_taken_are_named_before_those_that_are_no_ranges()
    {
        var rig = new Rig();
        rig.Give((0, 4));
        string Refusal(params string[] extents) => RefusedManager(
            rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, extents));
        Assert.Equal(
            "Invalid Extent List: O2: extents[1].start_dpa, byte 72: accepted or pending",
            Refusal(ExtentAt(0, Block), Extent(2, 1)));
        Assert.Equal(
            "Invalid Extent List: F2: extents[0].start_dpa, byte 32: an extent of length 0",
            Refusal(Extent(2, 0)));
        Assert.Equal(
            "Invalid Physical Address: F2: extents[0].start_dpa, byte 32: the range wraps",
            Refusal(ExtentAt(Base0, ulong.MaxValue)));
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
            "Invalid Input: q10: handles, byte 6: not the handle of the record at that place",
            Refused(rig, Opcode.ClearEventRecords, "04 00 01 000000 0700"));
        Assert.Equal(
            "Invalid Handle: E4: handles, byte 6: more handles than records",
            Refused(new Rig(), Opcode.ClearEventRecords, "04 00 01 000000 0100"));
    }
}
