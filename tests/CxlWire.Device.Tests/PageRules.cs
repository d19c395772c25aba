using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Lists that do not fit a payload: what a page holds, and where the next one starts.</summary>
public class PageRules
{
    private static string Ask(Rig rig, Opcode opcode, params string[] payload) =>
        Rig.Ask(rig.FabricManager, opcode, payload);

    private static string HostRegion(int region) =>
        Hex.U64(Base0 + ((ulong)region << 30)) + Hex.U64(4) + Hex.U64(1024 * MiB) + Hex.U64(Block)
        + "00 000000 00 000000";

    [Fact]
    public void F7_regions_are_told_as_many_as_fit_and_from_where_it_is_asked()
    {
        var rig = new Rig("""{"payload_size": 256, "regions": [{}, {}, {}, {}, {}, {}, {}, {}]}""");
        string Page(int start, params int[] regions) => Reply(
            ReturnCode.Success, "0000 08", Hex.U16(regions.Length)[..2], string.Concat(regions.Select(HostRegion)),
            "00020000 00020000 40000000 40000000");
        Opcode opcode = Opcode.GetHostDynamicCapacityRegionConfiguration;
        Assert.Equal(Page(0, 0, 1, 2, 3, 4), Ask(rig, opcode, "0000 08 00"));
        Assert.Equal(Page(2, 2, 3, 4, 5, 6), Ask(rig, opcode, "0000 08 02"));
        Assert.Equal(Page(6, 6, 7), Ask(rig, opcode, "0000 08 06"));
        Assert.Equal(Page(1, 1), Ask(rig, opcode, "0000 01 01"));
    }

    [Fact]
    public void F7_extents_are_told_as_many_as_fit_and_from_where_it_is_asked()
    {
        var rig = new Rig("""{"payload_size": 256}""");
        ulong[] blocks = [0, 2, 4, 6, 8, 10, 12, 14];
        foreach (ulong block in blocks)
            rig.Give((block, 1));
        string Page(int start, int count) => Reply(
            ReturnCode.Success, "0000 0000", Hex.U32(start), Hex.U32(count), Hex.U32(8), Hex.U32(8), Hex.Zeros(4),
            string.Concat(blocks.Skip(start).Take(count).Select(block => Extent(block, 1))));
        Opcode opcode = Opcode.GetDynamicCapacityRegionExtentLists;
        Assert.Equal(Page(0, 5), Ask(rig, opcode, "0000 0000", Hex.U32(9), Hex.U32(0)));
        Assert.Equal(Page(5, 3), Ask(rig, opcode, "0000 0000", Hex.U32(9), Hex.U32(5)));
        Assert.Equal(Page(1, 2), Ask(rig, opcode, "0000 0000", Hex.U32(2), Hex.U32(1)));
        Assert.Equal(Page(8, 0), Ask(rig, opcode, "0000 0000", Hex.U32(9), Hex.U32(8)));
    }

    [Fact]
    public void A8_no_more_ranges_are_gathered_than_the_device_has_room_for()
    {
        var rig = new Rig(
            """{"payload_size": 1048576, "regions": [{"length": "8 MiB", "block_size": 64}], "extents_supported":"""
                + """ 4}""");
        Assert.Null(rig.Device.FabricManager.Add(
            new AddCapacityRequest { Extents = [new RegionRange(0, 8 * MiB)] }));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Raw(false, (Base0, 8 * MiB)));
        string Blocks(int first, int count) => Raw(
            true, [.. Enumerable.Range(first, count).Select(i => (Base0 + ((ulong)i * 64), 64UL))]);
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Blocks(0, 40000)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Blocks(40000, 25536)));
        CommandResult refused = rig.Host.Cci.Execute(
            Opcode.ReleaseDynamicCapacity, Hex.Bytes(Blocks(65536, 1)), new byte[1 << 20]);
        Assert.Equal(ReturnCode.ResourcesExhausted, refused.Code);
        Assert.Equal("A8: count, byte 0: the list is longer than the device can gather", refused.Refusal?.ToString());
    }
}
