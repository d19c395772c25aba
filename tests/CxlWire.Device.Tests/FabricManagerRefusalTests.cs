using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Refusals;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>What is refused on the Fabric Manager's CCI, and what its refusals say.</summary>
public class FabricManagerRefusalTests
{
    [Fact]
    public void F2_a_refusal_names_what_of_an_addition_is_wrong()
    {
        var rig = new Rig("""{"extents_supported": 3}""");
        rig.Give((2, 1));
        Opcode add = Opcode.InitiateDynamicCapacityAdd;
        Assert.Equal(
            "Invalid Input: F2: region, byte 3: region id is too large: 2 is given, 1 is the last",
            RefusedManager(rig, add, Add(Free, 1, region: 2)));
        Assert.Equal(
            "Invalid Input: F2: host_id, byte 0: host id is too large: 1 is given, 0 is the last",
            RefusedManager(rig, add, Add(Free, 1, host: 1)));
        Assert.Equal(
            "Invalid Input: F2: selection_policy, byte 2: Selection policy not supported: 9 is given, 0 to 3 are known",
            RefusedManager(rig, add, Add(9, 1)));
        Assert.Equal(
            "Invalid Input: F2: extents, byte 32: extents are listed, but the device is to choose them",
            RefusedManager(rig, add, Add(Contiguous, 1, NoTag, 0, 0, Extent(8, 1))));
        Assert.Equal(
            "Invalid Extent List: F2: length, byte 4: extent with 0 length is not allowed: length is 0",
            RefusedManager(rig, add, Add(Contiguous, 0)));
        Assert.Equal(
            "Invalid Extent List: F2: length, byte 4: dpa or len is not aligned to region block size: "
                + "length is 2097216, blocks have 2097152 bytes",
            RefusedManager(rig, add, "0000 01 00", Hex.U64(Block + 64), Hex.Zeros(16), Hex.U32(0)));
        Assert.Equal(
            "Resources Exhausted: F2: length, byte 4: not enough free capacity: length is 1258291200",
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
            "Invalid Input: O2: tag, byte 12: tag is already in use: "
                + "00112233-4455-6677-8899-aabbccddeeff", RefusedManager(rig, add, Add(Free, 1, T1)));
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
            "Invalid Input: F2: host_id, byte 0: host id is too large: 1 is given, 0 is the last",
            RefusedManager(rig, release, Release(0, T1, host: 1)));
        Assert.Equal(
            "Invalid Input: F2: removal_policy, byte 2: Removal policy not supported: 2 is given, 0 and 1 are known",
            RefusedManager(rig, release, Release(2, T1)));
        Assert.Equal(
            "Invalid Input: F3: extents, byte 32: extents are listed, but the tag says which",
            RefusedManager(rig, release, Release(0, T1, 0, Extent(0, 1))));
        Assert.Equal(
            "Invalid Physical Address: F3: tag, byte 12: cannot release extent with pending DPA range: "
                + "tag 00112233-4455-6677-8899-aabbccddeeff",
            RefusedManager(rig, release, Release(0, T1)));
        Assert.Equal(
            "Invalid Physical Address: F3: tag, byte 12: cannot release extent with non-existing DPA range: "
                + "tag ffeeddcc-bbaa-9988-7766-554433221100",
            RefusedManager(rig, release, Release(0, T2)));
        Assert.Equal(
            "Invalid Input: F3: extents, byte 32: at least one extent is needed",
            RefusedManager(rig, release, Release(1)));
        Assert.Equal(
            "Invalid Physical Address: F3: extents, byte 32: cannot release extent with pending DPA range: "
                + "extents[0] has dpa 0x10800000 len 0x200000",
            RefusedManager(rig, release, Release(1, NoTag, 0, Extent(4, 1))));
        Assert.Equal(
            "Invalid Physical Address: F3: extents, byte 32: cannot release extent with non-existing DPA range: "
                + "extents[0] has dpa 0x10200000 len 0x400000",
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
            "Retry Required: F5: extents, byte 32: cannot add DPA that is being sanitized or kept by a reference: "
                + "extents[0] has dpa 0x10000000 len 0x200000",
            RefusedManager(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1))));
    }

    [Fact]
    public void F6_a_refusal_names_the_setting()
    {
        var rig = new Rig("""{"regions": [{}, {"sanitize_configurable": true}]}""");
        rig.Give((0, 1));
        Opcode set = Opcode.SetDynamicCapacityRegionConfiguration;
        Assert.Equal(
            "Invalid Input: F2: region, byte 0: region id is too large: 2 is given, 1 is the last",
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
            "Invalid Input: q17: selection_policy, byte 2: Selection policy not supported: "
                + "free is given, QEMU has prescriptive alone",
            RefusedManager(rig, Opcode.InitiateDynamicCapacityAdd, Add(Free, 1)));
        Assert.Equal(
            "Invalid Input: q17: removal_policy, byte 2: Removal policy not supported: "
                + "tag-based is given, QEMU has prescriptive alone",
            RefusedManager(rig, Opcode.InitiateDynamicCapacityRelease, Release(0, T1)));
        Refusal? forced = rig.Device.FabricManager.Release(
            new ReleaseCapacityRequest { ForcedRemoval = true, Extents = [new RegionRange(0, Block)] });
        Assert.Equal(("q17", "forced_removal"), (forced?.Rule, forced?.Field));
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
}
