using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>F8: capacity that the Fabric Manager keeps by a reference to its tag, and what it does without.</summary>
public class ReferenceRules
{
    private const string T3 = "01234567-89ab-cdef-0123-456789abcdef";

    private static string Ask(Rig rig, Opcode opcode, params string[] payload) =>
        Rig.Ask(rig.FabricManager, opcode, payload);

    private static void Do(Rig rig, Opcode opcode, params string[] payload) =>
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, opcode, payload));

    /// <summary>Offers blocks under a tag, accepts all of them, and refers to the tag.</summary>
    private static void Refer(Rig rig, params (ulong Block, ulong Count)[] extents)
    {
        Assert.Null(rig.Offer(0, T1, extents));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries(extents)));
        Do(rig, Opcode.AddDynamicCapacityReference, Tag(T1));
    }

    [Fact]
    public void F8_without_its_reference_only_what_no_host_holds_is_free()
    {
        var rig = new Rig();
        Refer(rig, (0, 1), (2, 2));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((2, 1))));
        Do(rig, Opcode.RemoveDynamicCapacityReference, Tag(T1));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Free, blocks: 510));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((1, 2), (4, 508))));
        Assert.Equal(
            List(generation: 3, Extent(0, 1, T1), Extent(3, 1, T1), Extent(1, 2), Extent(4, 508)), rig.WholeList());
    }

    [Fact]
    public void F8_without_its_reference_a_tag_ends_with_its_last_extent()
    {
        var rig = new Rig();
        Refer(rig, (0, 2));
        Do(rig, Opcode.RemoveDynamicCapacityReference, Tag(T1));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.RemoveDynamicCapacityReference, Tag(T1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 2))));
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U32(2), Hex.U32(0), Hex.U32(0), "03 000000"),
            Ask(rig, Opcode.ListDynamicCapacityTags, Hex.U32(0), Hex.U32(9)));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 2)));
    }

    [Fact]
    public void F8_what_only_a_reference_kept_is_sanitized_when_it_goes()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB", "regions": [{"sanitize_on_release": true}]}""");
        Refer(rig, (0, 1));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        CommandResult removed = rig.FabricManager.Execute(
            Opcode.RemoveDynamicCapacityReference, Hex.Bytes(Tag(T1)), new byte[2048]);
        Assert.True(removed.BackgroundOperation);
        Assert.Equal(Reply(ReturnCode.Success, "01 00 0756 0000 0000"), Ask(rig, Opcode.BackgroundOperationStatus));
        string add = Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1));
        Assert.Equal(Reply(ReturnCode.RetryRequired), Ask(rig, Opcode.InitiateDynamicCapacityAdd, add));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, add);
    }

    [Fact]
    public void F8_tags_are_listed_in_the_order_in_which_they_came_into_use()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 1)));
        Assert.Null(rig.Offer(0, T2, (2, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries());
        Assert.Null(rig.Offer(0, T3, (4, 1)));
        Assert.Null(rig.Offer(0, T1, (6, 1)));
        string pending = "00 000000" + Hex.Zeros(32) + "01" + Hex.Zeros(31);
        Assert.Equal(
            Reply(
                ReturnCode.Success, Hex.U32(5), Hex.U32(3), Hex.U32(3), "03 000000",
                Tag(T2), pending, Tag(T3), pending, Tag(T1), pending),
            Ask(rig, Opcode.ListDynamicCapacityTags, Hex.U32(0), Hex.U32(9)));
    }
}
