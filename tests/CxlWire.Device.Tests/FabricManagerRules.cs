using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>F: what the Fabric Manager asks for, over its own CCI.</summary>
public class FabricManagerRules
{
    private static string Ask(Rig rig, Opcode opcode, params string[] payload) => Rig.Ask(rig.FabricManager, opcode, payload);

    private static void AssertAdds(Rig rig, string request, params string[] offered)
    {
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityAdd, request));
        Assert.Equal(offered, rig.Host.Offers.Pending.Last().Extents.Select(Wire));
    }

    private static string Wire(Protocol.Dcd.Extent extent)
    {
        byte[] bytes = new byte[Protocol.Dcd.Extent.Size];
        extent.TryWrite(bytes);
        return Hex.Text(bytes);
    }

    private static void AssertRefused(Rig rig, ReturnCode code, Opcode opcode, string request)
    {
        string before = State.Of(rig.Device);
        Assert.Equal(Reply(code), Ask(rig, opcode, request));
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void F1_free_takes_the_lowest_capacity_that_adds_up()
    {
        var rig = new Rig();
        rig.Give((2, 1), (5, 3));
        AssertAdds(rig, Add(Free, blocks: 6, tag: T1), Extent(0, 2, T1), Extent(3, 2, T1), Extent(8, 2, T1));
    }

    [Fact]
    public void F1_contiguous_takes_the_lowest_gap_that_is_large_enough()
    {
        var rig = new Rig();
        rig.Give((2, 1), (5, 3));
        AssertAdds(rig, Add(Contiguous, blocks: 2), Extent(0, 2));
        AssertAdds(rig, Add(Contiguous, blocks: 3), Extent(8, 3));
    }

    [Fact]
    public void F1_prescriptive_takes_exactly_what_is_listed()
    {
        var rig = new Rig();
        AssertAdds(rig, Add(Prescriptive, 0, NoTag, 0, 0, Extent(7, 1), Extent(3, 2)), Extent(7, 1), Extent(3, 2));
        string inRegion1 = ExtentAt(Base1, Block);
        AssertAdds(rig, Add(Prescriptive, 0, NoTag, 0, 0, inRegion1), inRegion1);
    }

    [Fact]
    public void F1_the_control_sockets_requests_choose_alike()
    {
        var rig = new Rig();
        Assert.Null(rig.Device.FabricManager.Add(new AddCapacityRequest { SelectionPolicy = SelectionPolicy.Contiguous, Length = 4 * Block, Tag = TagOf(T1) }));
        Assert.Equal([Extent(0, 4, T1)], rig.Host.Offers.Pending.Single().Extents.Select(Wire));
    }

    [Theory]
    [InlineData(0x02, Free, 1, 1, 0, "")]
    [InlineData(0x02, Free, 1, 0, 2, "")]
    [InlineData(0x02, 4, 1, 0, 0, "")]
    [InlineData(0x02, 255, 1, 0, 0, "")]
    [InlineData(0x1E, Free, 0, 0, 0, "")]
    [InlineData(0x1E, Contiguous, 0, 0, 0, "")]
    [InlineData(0x1D, Free, 513, 0, 0, "")]
    [InlineData(0x1D, Contiguous, 510, 0, 0, "")]
    [InlineData(0x02, Free, 1, 0, 0, "extent")]
    [InlineData(0x02, Contiguous, 1, 0, 0, "extent")]
    [InlineData(0x02, Prescriptive, 0, 0, 0, "")]
    public void F2_what_cannot_be_chosen_is_refused(ushort code, int policy, ulong blocks, int host, int region, string extent)
    {
        var rig = new Rig();
        rig.Give((2, 1));
        string request = extent.Length == 0
            ? Add(policy, blocks, NoTag, host, region)
            : Add(policy, blocks, NoTag, host, region, Extent(0, 1));
        AssertRefused(rig, new ReturnCode(code), Opcode.InitiateDynamicCapacityAdd, request);
    }

    [Theory]
    [InlineData(0x0F, 0, Block)]
    [InlineData(0x0F, Base1 + (1024 * MiB), Block)]
    [InlineData(0x0F, Base1 - Block, 2 * Block)]
    [InlineData(0x0F, 0xFFFF_FFFF_FFE0_0000, 0x4000_0000)]
    [InlineData(0x1E, Base0, 0)]
    [InlineData(0x1E, Base0 + 64, Block)]
    [InlineData(0x1E, Base0, Block + 64)]
    [InlineData(0x1E, Base0 + (20 * Block), Block)]
    [InlineData(0x1E, Base0 + (2 * Block), Block)]
    [InlineData(0x1E, Base0 + (30 * Block), Block)]
    public void F2_prescriptive_extents_are_checked(ushort code, ulong start, ulong length)
    {
        var rig = new Rig();
        rig.Give((2, 1));
        Assert.Null(rig.Offer((30, 1)));
        AssertRefused(
            rig, new ReturnCode(code), Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(20, 1), ExtentAt(start, length)));
    }

    [Fact]
    public void F2_no_more_extents_than_can_be_tracked()
    {
        var rig = new Rig("""{"extents_supported": 3}""");
        rig.Give((1, 1), (3, 1));
        AssertRefused(rig, ReturnCode.ResourcesExhausted, Opcode.InitiateDynamicCapacityAdd, Add(Free, blocks: 2));
        AssertAdds(rig, Add(Contiguous, blocks: 2), Extent(4, 2));
    }

    [Fact]
    public void F3_tag_based_chooses_the_hosts_extents_of_the_tag()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 1), (4, 2)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 1), (4, 2)));
        rig.Give((8, 1));
        rig.ClearDynamicCapacity(1, 2, 3);
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0, T1)));
        Assert.Equal(
            Records(
                more: false,
                Record(1, 4, Extent(0, 1, T1), more: true, extentsAvailable: 509, tagsAvailable: 63),
                Record(1, 5, Extent(4, 2, T1), extentsAvailable: 509, tagsAvailable: 63)),
            rig.ReadLog());
    }

    [Fact]
    public void F3_prescriptive_chooses_what_is_listed()
    {
        var rig = new Rig();
        rig.Give((0, 8));
        rig.ClearDynamicCapacity(1);
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(2, 3))));
        Assert.Equal(Records(more: false, Record(1, 2, Extent(2, 3), extentsAvailable: 511)), rig.ReadLog());
    }

    [Theory]
    [InlineData(0x0F, 0, T2, "")]
    [InlineData(0x0F, 0, NoTag, "")]
    [InlineData(0x0F, 0, T1, "")]
    [InlineData(0x0F, 1, NoTag, "held elsewhere")]
    [InlineData(0x0F, 1, NoTag, "pending")]
    [InlineData(0x02, 1, NoTag, "")]
    [InlineData(0x02, 0, T1, "pending")]
    [InlineData(0x02, 7, NoTag, "")]
    public void F3_what_is_pending_or_not_held_is_not_released(ushort code, int flags, string tag, string extent)
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Null(rig.Offer(0, T1, (4, 1)));
        string[] extents = extent switch
        {
            "pending" => [Extent(4, 1)],
            "held elsewhere" => [Extent(0, 2)],
            _ => [],
        };
        AssertRefused(rig, new ReturnCode(code), Opcode.InitiateDynamicCapacityRelease, Release(flags, tag, 0, extents));
    }

    [Fact]
    public void F4_asking_changes_nothing_until_the_host_releases()
    {
        var rig = new Rig();
        rig.Give((0, 2));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(0, 2))));
        Assert.Equal(List(generation: 1, Extent(0, 2)), rig.WholeList());
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 2)));
        Assert.Equal(List(generation: 2), rig.WholeList());
    }

    [Fact]
    public void F4_forced_the_host_loses_the_capacity_at_once()
    {
        var rig = new Rig();
        rig.Give((0, 4));
        rig.ClearDynamicCapacity(1);
        Ask(rig, Opcode.ClearEventRecords, Handles(EventLogType.DynamicCapacity, 1));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, Extent(1, 2))));
        Assert.Equal(List(generation: 2, Extent(0, 1), Extent(3, 1)), rig.WholeList());
        Assert.Equal(Records(more: false, Record(2, 2, Extent(1, 2), extentsAvailable: 510)), rig.ReadLog());
        Assert.Equal(
            Records(more: false, Record(5, 2, Extent(1, 2), extentsAvailable: 510)), Ask(rig, Opcode.GetEventRecords, "04"));
        AssertAdds(rig, Add(Contiguous, blocks: 2), Extent(1, 2));
    }

    [Fact]
    public void F4_forced_takes_pending_offers_too()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Null(rig.Offer(0, T1, (4, 1), (8, 1)));
        AssertRefused(
            rig, ReturnCode.InvalidPhysicalAddress, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, Extent(0, 1), Extent(4, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, Extent(0, 1), Extent(4, 1), Extent(8, 1))));
        Assert.Empty(rig.Host.Offers.Pending);
        Assert.Equal(List(generation: 2), rig.WholeList());
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries()));
        Assert.Null(rig.Offer(0, T1, (0, 1), (4, 1), (8, 1)));
    }

    [Fact]
    public void F4_a_split_response_does_not_survive_a_forced_removal()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer((0, 1), (2, 1)));
        Assert.Null(rig.Offer((4, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (0, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, Extent(0, 1), Extent(2, 1))));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((4, 1))));
        Assert.Equal(List(generation: 1, Extent(4, 1)), rig.WholeList());
    }

    [Fact]
    public void F5_sanitized_capacity_is_free_only_when_it_is_clean()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB"}""");
        rig.Give((0, 4));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x21, NoTag, 0, Extent(0, 2))));
        byte[] reply = new byte[2048];
        CommandResult released = rig.Host.Cci.Execute(Opcode.ReleaseDynamicCapacity, Hex.Bytes(Entries((0, 2))), reply);
        Assert.True(released.BackgroundOperation);
        Assert.Equal(Reply(ReturnCode.Success, "01 00 0348 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
        AssertRefused(rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(1, 1)));
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
        AssertRefused(rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1)));
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
            Reply(ReturnCode.Success), Ask(rig, Opcode.SetDynamicCapacityRegionConfiguration, "01 000000", Hex.U64(4 * MiB), "01 000000"));
        string record = Record(3, 1, ExtentAt(0, 0)).Remove(52 * 2, 2).Insert(52 * 2, "01");
        Assert.All(rig.Device.Hosts, host => Assert.Equal(Records(more: false, record), Rig.Ask(host.Cci, Opcode.GetEventRecords, "04")));
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
            rig, new ReturnCode(code), Opcode.SetDynamicCapacityRegionConfiguration, region + "000000" + Hex.U64(blockSize) + sanitize + "000000");
    }

    [Fact]
    public void F6_the_same_configuration_again_tells_nobody()
    {
        var rig = new Rig();
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(rig, Opcode.SetDynamicCapacityRegionConfiguration, "00 000000", Hex.U64(Block), "00 000000"));
        Assert.Equal(Records(more: false), rig.ReadLog());
    }

    [Fact]
    public void F7_the_fabric_manager_sees_every_hosts_list()
    {
        var rig = new Rig();
        rig.Give((0, 1), (4, 2));
        Assert.Equal(
            Reply(ReturnCode.Success, "0000 0000", Hex.U32(1), Hex.U32(1), Hex.U32(2), Hex.U32(1), Hex.Zeros(4), Extent(4, 2)),
            Ask(rig, Opcode.GetDynamicCapacityRegionExtentLists, "0000 0000", Hex.U32(9), Hex.U32(1)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.GetDynamicCapacityRegionExtentLists, "0000 0000", Hex.U32(9), Hex.U32(3)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.GetDynamicCapacityRegionExtentLists, "0100 0000", Hex.U32(9), Hex.U32(0)));
    }

    [Fact]
    public void F7_device_and_region_information()
    {
        var rig = new Rig("""{"hosts": 3, "regions": [{"sharable": true}, {"sanitize_configurable": true, "length": "512 MiB"}]}""");
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
        Assert.Equal(Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.GetHostDynamicCapacityRegionConfiguration, "0300 01 00"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Ask(rig, Opcode.GetHostDynamicCapacityRegionConfiguration, "0000 01 02"));
    }

    [Fact]
    public void F8_a_reference_keeps_capacity_that_no_host_holds()
    {
        var rig = new Rig();
        Assert.Null(rig.Offer(0, T1, (0, 2)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((0, 2)));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.AddDynamicCapacityReference, Tag(T1)));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 2)));
        AssertRefused(rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1)));
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
        Assert.Equal(Reply(ReturnCode.Success, Hex.U32(2), Hex.U32(2), Hex.U32(2), "03 000000", held, pending), Page(0, 10));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U32(2), Hex.U32(2), Hex.U32(1), "03 000000", pending), Page(1, 10));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries());
        Assert.Equal(Reply(ReturnCode.Success, Hex.U32(3), Hex.U32(1), Hex.U32(1), "03 000000", held), Page(0, 10));
    }

    [Fact]
    public void A_tunnel_reaches_a_hosts_CCI()
    {
        var rig = new Rig("""{"hosts": 2}""");
        string Tunnel(string port, string command) =>
            Ask(rig, Opcode.TunnelManagementCommand, port, Hex.U16(command.Replace(" ", "", StringComparison.Ordinal).Length / 2), command);
        string setTime = "00 2a 00 0103 080000 0000 0000" + Hex.U64(7);
        Assert.Equal(Reply(ReturnCode.Success, "0c00 0000", "01 2a 00 0103 000000 0000 0000"), Tunnel("01 00", setTime));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(7)), Rig.Ask(rig.Device.Hosts[1].Cci, Opcode.GetTimestamp));
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(0)), Rig.Ask(rig.Device.Hosts[0].Cci, Opcode.GetTimestamp));
        Assert.Equal(Reply(ReturnCode.Success, "0c00 0000", "01 2b 00 0056 000000 0300 0000"), Tunnel("00 00", "00 2b 00 0056 000000 0000 0000"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("02 00", setTime));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 01", setTime));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 00", setTime + "00"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 00", "00 2b"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel("00 00", "01 2b 00 0056 000000 0000 0000"));
    }
}
