using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>S: several hosts, and capacity that they share.</summary>
public class SharingRules
{
    private const string T1 = "00112233-4455-6677-8899-aabbccddeeff";
    private const string TwoHosts = """{"hosts": 2, "regions": [{}, {"sharable": true}]}""";

    private static string Ask(Rig rig, int host, Opcode opcode, params string[] payload) =>
        Rig.Ask(rig.Device.Hosts[host].Cci, opcode, payload);

    private static string ListOf(Rig rig, int host) =>
        Ask(rig, host, Opcode.GetDynamicCapacityExtentList, Hex.U32(uint.MaxValue), Hex.U32(0));

    private static string SharedExtent(ulong block, ulong count, int sequence) =>
        ExtentAt(Base1 + (block * Block), count * Block, T1, sequence);

    private static string SharedEntries(params (ulong Block, ulong Count)[] extents) =>
        Raw(false, [.. extents.Select(e => (Base1 + (e.Block * Block), e.Count * Block))]);

    private static Refusal? Offer(
        Rig rig, int host, SelectionPolicy policy, string? tag, int region =
        1, params (ulong Block, ulong Count)[] extents) =>
        rig.Device.FabricManager.Add(new AddCapacityRequest
        {
            HostId = host,
            Region = region,
            SelectionPolicy = policy,
            Tag = TagOf(tag),
            Extents = [.. extents.Select(e => new RegionRange(e.Block * Block, e.Count * Block))],
        });

    /// <summary>Blocks 0 and 4 of region 1 are held by host 0 and shared with host 1.</summary>
    private static Rig Shared()
    {
        var rig = new Rig(TwoHosts);
        Assert.Null(Offer(rig, 0, SelectionPolicy.Prescriptive, T1, 1, (0, 1), (4, 2)));
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(rig, 0, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1), (4, 2))));
        Assert.Null(Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1));
        return rig;
    }

    [Fact]
    public void S1_every_host_has_its_own_mailbox_logs_offers_list_and_generation()
    {
        var rig = new Rig(TwoHosts);
        rig.Give((0, 1));
        Assert.Equal(List(generation: 1, Extent(0, 1)), ListOf(rig, 0));
        Assert.Equal(List(generation: 0), ListOf(rig, 1));
        Assert.Equal(Records(more: false), Ask(rig, 1, Opcode.GetEventRecords, "04"));
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress), Ask(rig, 1, Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        Assert.Equal(
            Reply(ReturnCode.Success, "02 00 000000000000", "00020000 00020000 40000000 40000000"),
            Ask(rig, 1, Opcode.GetDynamicCapacityConfiguration, "00 00"));
        Assert.Null(Offer(rig, 1, SelectionPolicy.Prescriptive, null, 0, (4, 1)));
        Assert.Equal(
            Reply(ReturnCode.InvalidPhysicalAddress), Ask(rig, 0, Opcode.AddDynamicCapacityResponse, Entries((4, 1))));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, 1, Opcode.AddDynamicCapacityResponse, Entries((4, 1))));
    }

    [Fact]
    public void S1_capacity_belongs_to_one_host()
    {
        var rig = new Rig(TwoHosts);
        rig.Give((0, 1));
        Assert.Null(Offer(rig, 0, SelectionPolicy.Prescriptive, null, 0, (4, 1)));
        string before = State.Of(rig.Device);
        Assert.Equal(
            "cannot add DPA that another host has: extents[0] has dpa 0x10000000 len 0x200000",
            Offer(rig, 1, SelectionPolicy.Prescriptive, null, 0, (0, 1))?.Reason);
        Assert.Equal(
            "cannot add DPA that another host has: extents[0] has dpa 0x10800000 len 0x200000",
            Offer(rig, 1, SelectionPolicy.Prescriptive, null, 0, (4, 1))?.Reason);
        Assert.Equal("region is not sharable", Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1, 0)?.Reason);
        Assert.Equal(before, State.Of(rig.Device));
    }

    [Fact]
    public void S2_sharable_capacity_has_a_tag()
    {
        var rig = new Rig(TwoHosts);
        Assert.Equal(
            new Refusal(ReturnCode.InvalidInput, "S2", "tag", null, "sharable capacity needs a tag"),
            Offer(rig, 0, SelectionPolicy.Prescriptive, null, 1, (0, 1)));
        Assert.Null(Offer(rig, 0, SelectionPolicy.Prescriptive, T1, 0, (0, 1)));
    }

    [Fact]
    public void S3_sequences_count_the_tags_extents_and_are_the_same_for_every_host()
    {
        Rig rig = Shared();
        string[] extents = [SharedExtent(0, 1, 0), SharedExtent(4, 2, 1)];
        Assert.Equal(
            Records(
                more: false,
                Record(0, 1, extents[0], more: true, extentsAvailable: 510, tagsAvailable: 63),
                Record(0, 2, extents[1], extentsAvailable: 510, tagsAvailable: 63)),
            Ask(rig, 1, Opcode.GetEventRecords, "04"));
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries((4, 2), (0, 1))));
        Assert.Equal(List(generation: 1, extents), ListOf(rig, 0));
        Assert.Equal(List(generation: 1, extents[1], extents[0]), ListOf(rig, 1));
    }

    [Fact]
    public void S3_only_a_whole_tag_that_a_host_holds_is_shared()
    {
        var rig = new Rig(TwoHosts);
        Assert.Equal(
            "no capacity of the region has the tag", Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1)?.Reason);
        Assert.Null(Offer(rig, 0, SelectionPolicy.Prescriptive, T1, 1, (0, 1), (4, 2)));
        Assert.Equal(
            "not all of the tag's capacity is held", Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1)?.Reason);
        Assert.Equal("the host already has the tag", Offer(rig, 0, SelectionPolicy.EnableSharedAccess, T1)?.Reason);
        Ask(rig, 0, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1)));
        Assert.Equal(
            "not all of the tag's capacity is held", Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1)?.Reason);
    }

    [Fact]
    public void S3_capacity_that_is_not_sharable_has_sequence_0()
    {
        var rig = new Rig(TwoHosts);
        Assert.Null(Offer(rig, 0, SelectionPolicy.Prescriptive, T1, 0, (0, 1), (4, 2)));
        Ask(rig, 0, Opcode.AddDynamicCapacityResponse, Entries((0, 1), (4, 2)));
        Assert.Equal(List(generation: 1, Extent(0, 1, T1), Extent(4, 2, T1)), ListOf(rig, 0));
    }

    [Fact]
    public void A5_shared_capacity_that_another_host_holds_is_taken_whole_or_not_at_all()
    {
        Rig rig = Shared();
        CciPort second = rig.Device.Hosts[1].Cci;
        string Refused(string payload) => Refusals.Refused(rig, second, Opcode.AddDynamicCapacityResponse, payload);
        Assert.Equal(
            "Invalid Extent List: A5: count, byte 0: a part of an offer that another host holds",
            Refused(SharedEntries((4, 2))));
        Assert.Equal(
            "Invalid Extent List: A5: extents[1].start_dpa, byte 32: a part of an extent that another host holds",
            Refused(SharedEntries((0, 1), (4, 1))));
        Assert.Equal(
            "Invalid Extent List: A5: extents[1].start_dpa, byte 32: a part of an extent that another host holds",
            Refused(SharedEntries((0, 1), (5, 1), (4, 1))));
        string first = Raw(true, (Base1 + (4 * Block), 2 * Block));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, 1, Opcode.AddDynamicCapacityResponse, first));
        Assert.Equal(
            "Invalid Extent List: A5: count, byte 0: a part of an offer that another host holds",
            Refused(SharedEntries()));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, 1, Opcode.AddDynamicCapacityResponse, first));
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1))));
        Assert.Equal(List(generation: 1, SharedExtent(4, 2, 1), SharedExtent(0, 1, 0)), ListOf(rig, 1));
    }

    [Fact]
    public void A5_the_first_host_takes_the_whole_too_where_another_holds_it_already()
    {
        var rig = new Rig(TwoHosts);
        Assert.Null(Offer(rig, 0, SelectionPolicy.Prescriptive, T1, 1, (0, 1), (4, 2)));
        Assert.Null(rig.Device.FabricManager.AddReference(TagOf(T1)));
        Assert.Null(Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1));
        Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1), (4, 2)));
        Assert.Equal(
            Reply(ReturnCode.InvalidExtentList), Ask(rig, 0, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1))));
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, 0, Opcode.AddDynamicCapacityResponse, SharedEntries()));
    }

    [Fact]
    public void A5_a_part_is_taken_where_no_other_host_holds_it_any_more()
    {
        Rig rig = Shared();
        Ask(rig, 0, Opcode.ReleaseDynamicCapacity, SharedEntries((0, 1), (4, 2)));
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries((5, 1))));
        Assert.Equal(List(generation: 1, SharedExtent(5, 1, 1)), ListOf(rig, 1));
    }

    [Fact]
    public void S4_shared_capacity_is_free_when_the_last_host_lets_go()
    {
        Rig rig = Shared();
        Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1), (4, 2)));
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(rig, 0, Opcode.ReleaseDynamicCapacity, SharedEntries((0, 1), (4, 2))));
        Assert.Equal(List(generation: 1, SharedExtent(0, 1, 0), SharedExtent(4, 2, 1)), ListOf(rig, 1));
        Assert.NotNull(Offer(rig, 0, SelectionPolicy.Prescriptive, "ffffffff-4455-6677-8899-aabbccddeeff", 1, (0, 1)));
        Assert.Null(rig.Device.FabricManager.Release(new ReleaseCapacityRequest
        {
            HostId = 1,
            Region = 1,
            RemovalPolicy = RemovalPolicy.TagBased,
            ForcedRemoval = true,
            Tag = TagOf(T1),
        }));
        Assert.Equal(List(generation: 2), ListOf(rig, 1));
        Assert.Null(Offer(rig, 0, SelectionPolicy.Prescriptive, T1, 1, (0, 1), (4, 2)));
    }

    [Fact]
    public void S4_a_shared_offer_that_is_rejected_frees_nothing()
    {
        Rig rig = Shared();
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries()));
        Assert.Equal(List(generation: 1, SharedExtent(0, 1, 0), SharedExtent(4, 2, 1)), ListOf(rig, 0));
        Assert.Null(Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1));
    }

    [Fact]
    public void S4_a_reference_keeps_shared_capacity_for_the_next_host()
    {
        Rig rig = Shared();
        Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries());
        Assert.Null(rig.Device.FabricManager.AddReference(TagOf(T1)));
        Ask(rig, 0, Opcode.ReleaseDynamicCapacity, SharedEntries((0, 1), (4, 2)));
        Assert.Null(Offer(rig, 1, SelectionPolicy.EnableSharedAccess, T1));
        Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1), (4, 2)));
        Assert.Equal(List(generation: 1, SharedExtent(0, 1, 0), SharedExtent(4, 2, 1)), ListOf(rig, 1));
    }

    [Fact]
    public void A_reset_forgets_what_a_host_was_saying_but_not_what_it_holds()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Null(rig.Offer((4, 1), (8, 1)));
        rig.Ask(Opcode.SetMctpEventInterruptPolicy, "1000");
        rig.Ask(Opcode.SetEventInterruptPolicy, "01 01 01 01 01");
        rig.Ask(Opcode.SetResponseMessageLimit, "08");
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries(more: true, (4, 1)));
        rig.Device.Reset();
        Assert.Equal(Reply(ReturnCode.Success, "0000"), rig.Ask(Opcode.GetMctpEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success, "00 00 00 00 00"), rig.Ask(Opcode.GetEventInterruptPolicy));
        Assert.Equal(Reply(ReturnCode.Success, "0b"), rig.Ask(Opcode.GetResponseMessageLimit));
        Assert.Equal(3, rig.DynamicCapacityLog.Count);
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((8, 1))));
        Assert.Equal(List(generation: 2, Extent(0, 1), Extent(8, 1)), rig.WholeList());
    }

    [Fact]
    public void The_fabric_managers_records_name_the_host()
    {
        Rig rig = Shared();
        Ask(rig, 1, Opcode.AddDynamicCapacityResponse, SharedEntries((0, 1), (4, 2)));
        Rig.Ask(rig.FabricManager, Opcode.ClearEventRecords, Handles(EventLogType.DynamicCapacity, 1, 2, 3));
        Assert.Equal(
            Records(
                more: false, Record(4, 4, SharedExtent(4, 2, 1), extentsAvailable: 510, tagsAvailable: 63, host: 1)),
            Rig.Ask(rig.FabricManager, Opcode.GetEventRecords, "04"));
    }
}
