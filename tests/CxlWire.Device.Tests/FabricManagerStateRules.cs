using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>F5 to F8: what the Fabric Manager sets, keeps and is told, over its own CCI.</summary>
public class FabricManagerStateRules
{
    [Fact]
    public void F5_sanitized_capacity_is_free_only_when_it_is_clean()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB"}""");
        rig.Give((0, 4));
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x21, NoTag, 0, Extent(0, 2))));
        byte[] reply = new byte[2048];
        CommandResult released = rig.Host.Cci.Execute(Opcode.ReleaseDynamicCapacity, Hex.Bytes(Entries((0, 2))), reply);
        Assert.True(released.BackgroundOperation);
        Assert.Equal(Reply(ReturnCode.Success, "01 00 0348 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
        AssertRefused(
            rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd,
            Add(Prescriptive, 0, NoTag, 0, 0, Extent(1, 1)));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Reply(ReturnCode.Success, "65 00 0348 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
        AssertAdds(rig, Add(Contiguous, blocks: 1), Extent(4, 1));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0348 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
        AssertAdds(rig, Add(Contiguous, blocks: 2), Extent(0, 2));
    }

    [Fact]
    public void F5_a_region_may_always_be_sanitized_but_capacity_never_read_is_clean()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB", "regions": [{"sanitize_on_release": true}]}""");
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        AssertAdds(rig, Add(Prescriptive, 0, NoTag, 0, 0, Extent(2, 1)), Extent(2, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        AssertRefused(
            rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd,
            Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1)));
    }

    [Fact]
    public void F5_forced_removal_may_sanitize_too()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB"}""");
        rig.Give((0, 1));
        byte[] reply = new byte[2048];
        CommandResult result = rig.FabricManager.Execute(
            Opcode.InitiateDynamicCapacityRelease, Hex.Bytes(Release(0x31, NoTag, 0, Extent(0, 1))), reply);
        Assert.True(result.BackgroundOperation);
        Assert.Equal(Reply(ReturnCode.Success, "01 00 0556 0000 0000"), Ask(rig, Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void F5_what_the_control_socket_starts_is_no_other_commands_background_operation()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB"}""");
        rig.Give((0, 1));
        Assert.Null(rig.Device.FabricManager.Release(new ReleaseCapacityRequest
        {
            ForcedRemoval = true,
            SanitizeOnRelease = true,
            Extents = [new RegionRange(0, Block)],
        }));
        Assert.False(rig.Host.Cci.Execute(Opcode.GetTimestamp, [], new byte[2048]).BackgroundOperation);
        Assert.Equal(Reply(ReturnCode.Success, "01 00 0556 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void F6_a_new_configuration_is_told_to_every_host()
    {
        var rig = new Rig("""{"hosts": 2, "regions": [{}, {"sanitize_configurable": true}]}""");
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.SetDynamicCapacityRegionConfiguration, "01 000000", Hex.U64(4 * MiB), "01 000000"));
        string record = Record(3, 1, ExtentAt(0, 0)).Remove(52 * 2, 2).Insert(52 * 2, "01");
        Assert.All(
            rig.Device.Hosts, host =>
                Assert.Equal(Records(more: false, record), Rig.Ask(host.Cci, Opcode.GetEventRecords, "04")));
        Assert.Equal(
            Reply(
                ReturnCode.Success,
                "02 01 000000000000",
                "0000005000000000 0400000000000000 0000004000000000 0000400000000000 02000000 01 000000",
                "00020000 00020000 40000000 40000000"),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "01 01"));
    }

    [Theory]
    [InlineData(0x02, "02", Block, "00")]
    [InlineData(0x02, "00", 32, "00")]
    [InlineData(0x02, "00", Block + 1, "00")]
    [InlineData(0x02, "00", 0, "00")]
    [InlineData(0x02, "00", 512 * MiB, "00")]
    [InlineData(0x03, "00", Block, "01")]
    [InlineData(0x03, "00", 2 * Block, "00")]
    public void F6_what_cannot_be_configured_is_refused(ushort code, string region, ulong blockSize, string sanitize)
    {
        var rig = new Rig();
        rig.Give((0, 1));
        AssertRefused(
            rig, new ReturnCode(code), Opcode.SetDynamicCapacityRegionConfiguration, region + "000000"
                + Hex.U64(blockSize) + sanitize + "000000");
    }

    [Fact]
    public void F6_the_same_configuration_again_tells_nobody()
    {
        var rig = new Rig();
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.SetDynamicCapacityRegionConfiguration, "00 000000", Hex.U64(Block), "00 000000"));
        Assert.Equal(Records(more: false), rig.ReadLog());
    }

    [Fact]
    public void F7_the_fabric_manager_sees_every_hosts_list()
    {
        var rig = new Rig();
        rig.Give((0, 1), (4, 2));
        Assert.Equal(
            Reply(
                ReturnCode.Success, "0000 0000", Hex.U32(1), Hex.U32(1), Hex.U32(2), Hex.U32(1), Hex.Zeros(4),
                Extent(4, 2)),
            Ask(rig, Opcode.GetDynamicCapacityRegionExtentLists, "0000 0000", Hex.U32(9), Hex.U32(1)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput),
            Ask(rig, Opcode.GetDynamicCapacityRegionExtentLists, "0000 0000", Hex.U32(9), Hex.U32(3)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput),
            Ask(rig, Opcode.GetDynamicCapacityRegionExtentLists, "0100 0000", Hex.U32(9), Hex.U32(0)));
    }

    [Fact]
    public void F7_device_and_region_information()
    {
        var rig = new Rig(
            """{"hosts": 3, "regions": [{"sharable": true}, {"sanitize_configurable": true, "length": "512 MiB"}]}""");
        Assert.Equal(
            Reply(
                ReturnCode.Success,
                "03 02 0000 0f00 0000 0300 02 00", Hex.U64(6), Hex.U64(0x1FFFFFC0), Hex.U64(0x1FFFFFC0), Hex.Zeros(48)),
            Ask(rig, Opcode.GetDcdInfo));
        Assert.Equal(
            Reply(
                ReturnCode.Success,
                "0200 02 01",
                "0000001000000000 0400000000000000 0000004000000000 0000200000000000 08 000000 00 000000",
                "00020000 00020000 40000000 40000000"),
            Ask(rig, Opcode.GetHostDynamicCapacityRegionConfiguration, "0200 01 00"));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.GetHostDynamicCapacityRegionConfiguration, "0300 01 00"));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.GetHostDynamicCapacityRegionConfiguration, "0000 01 02"));
    }

    [Fact]
    public void F8_a_reference_keeps_capacity_that_no_host_holds()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 2)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 2)));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.AddDynamicCapacityReference, Tag(T1)));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 2)));
        AssertRefused(
            rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd,
            Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1)));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.RemoveDynamicCapacityReference, Tag(T1)));
        AssertAdds(rig, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 1)), Extent(0, 1, T1));
    }

    [Fact]
    public void F8_unknown_tags_are_invalid_input()
    {
        var rig = new Rig();
        AssertRefused(rig, ReturnCode.InvalidInput, Opcode.AddDynamicCapacityReference, Tag(T1));
        AssertRefused(rig, ReturnCode.InvalidInput, Opcode.RemoveDynamicCapacityReference, Tag(T1));
        AssertRefused(rig, ReturnCode.InvalidInput, Opcode.AddDynamicCapacityReference, Tag(NoTag));
    }

    [Fact]
    public void F8_tags_are_listed_with_a_generation_that_grows_with_the_set()
    {
        var rig = new Rig();
        string Page(uint start, uint max) => Ask(rig, Opcode.ListDynamicCapacityTags, Hex.U32(start), Hex.U32(max));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U32(0), Hex.U32(0), Hex.U32(0), "03 000000"), Page(0, 10));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Page(1, 10));
        Assert.Null(rig.Offer(0, T1, (0, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1)));
        Assert.Null(rig.Offer(0, T2, (2, 1)));
        Ask(rig, Opcode.AddDynamicCapacityReference, Tag(T1));
        string held = Tag(T1) + "01 000000" + "01" + Hex.Zeros(31) + Hex.Zeros(32);
        string pending = Tag(T2) + "00 000000" + Hex.Zeros(32) + "01" + Hex.Zeros(31);
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U32(2), Hex.U32(2), Hex.U32(2), "03 000000", held, pending), Page(0, 10));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U32(2), Hex.U32(2), Hex.U32(1), "03 000000", pending), Page(1, 10));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries());
        Assert.Equal(Reply(ReturnCode.Success, Hex.U32(3), Hex.U32(1), Hex.U32(1), "03 000000", held), Page(0, 10));
    }

    [Fact]
    public void A_tunnel_reaches_a_hosts_CCI()
    {
        var rig = new Rig("""{"hosts": 2}""");
        string Tunnel(string port, string command) =>
            Ask(rig, Opcode.TunnelManagementCommand, port,
                Hex.U16(command.Replace(" ", "", StringComparison.Ordinal).Length / 2), command);
        string setTime = "00 2a 00 0103 080000 0000 0000" + Hex.U64(7);
        Assert.Equal(
            Reply(ReturnCode.Success, "0c00 0000", "01 2a 00 0103 000000 0000 0000"), Tunnel("01 00", setTime));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(7)), Rig.Ask(rig.Device.Hosts[1].Cci, Opcode.GetTimestamp));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(0)), Rig.Ask(rig.Device.Hosts[0].Cci, Opcode.GetTimestamp));
        Assert.Equal(
            Reply(ReturnCode.Success, "0c00 0000", "01 2b 00 0056 000000 0300 0000"),
            Tunnel("00 00", "00 2b 00 0056 000000 0000 0000"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("02 00", setTime));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 01", setTime));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 00", setTime + "00"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 00", "00 2b"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 00", "01 2b 00 0056 000000 0000 0000"));
    }
}
