using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>F5: capacity is dirty since a host could read it, whoever lets go of it last and in whatever way.</summary>
public class DirtyCapacityRules
{
    private const int ForcedAndSanitized = 0x31;

    private static Rig ThreeHosts(bool sanitizes = true) => new(
        $$"""
        {"hosts": 3, "sanitize_bytes_per_second": "2 MiB",
         "regions": [{"sharable": true, "sanitize_on_release": {{(sanitizes ? "true" : "false")}}}]}
        """);

    private static string Ask(Rig rig, int host, Opcode opcode, string payload) =>
        Rig.Ask(rig.Device.Hosts[host].Cci, opcode, payload);

    private static void Do(Rig rig, Opcode opcode, string payload) =>
        Assert.Equal(Reply(ReturnCode.Success), FabricManagerPayloads.Ask(rig, opcode, payload));

    private static void Answer(Rig rig, int host, params (ulong Block, ulong Count)[] extents) =>
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, host, Opcode.AddDynamicCapacityResponse, Entries(extents)));

    private static void GiveBack(Rig rig, int host, params (ulong Block, ulong Count)[] extents) =>
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, host, Opcode.ReleaseDynamicCapacity, Entries(extents)));

    /// <summary>Host 0 has accepted blocks 0 and 1 under a tag; host 1 was offered them, too.</summary>
    private static Rig Shared(bool sanitizes = true)
    {
        Rig rig = ThreeHosts(sanitizes);
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 2)));
        Answer(rig, 0, (0, 2));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(EnableSharedAccess, 0, T1, 1));
        return rig;
    }

    /// <summary>Blocks are sanitized for a second each before host 2 gets them.</summary>
    private static void AssertSanitized(Rig rig, ulong block, ulong count)
    {
        string add = Add(Prescriptive, 0, T2, 2, 0, Extent(block, count));
        AssertRefused(rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd, add);
        rig.Clock.Advance(TimeSpan.FromSeconds(count) - TimeSpan.FromTicks(1));
        AssertRefused(rig, ReturnCode.RetryRequired, Opcode.InitiateDynamicCapacityAdd, add);
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, add);
    }

    [Fact]
    public void F5_what_one_host_read_is_sanitized_though_another_declines_it()
    {
        Rig rig = Shared();
        GiveBack(rig, 0, (0, 2));
        CommandResult declined = rig.Device.Hosts[1].Cci.Execute(
            Opcode.AddDynamicCapacityResponse, Hex.Bytes(Entries()), new byte[2048]);
        Assert.Equal((ReturnCode.Success, true), (declined.Code, declined.BackgroundOperation));
        Assert.Equal(Reply(ReturnCode.Success, "01 00 0248 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
        AssertSanitized(rig, 0, 2);
    }

    [Fact]
    public void F5_what_one_host_read_and_another_leaves_out_is_sanitized()
    {
        Rig rig = Shared();
        GiveBack(rig, 0, (0, 2));
        Answer(rig, 1, (0, 1));
        AssertSanitized(rig, 1, 1);
    }

    [Fact]
    public void F5_what_a_reference_kept_while_a_host_was_asked_is_sanitized()
    {
        Rig rig = Shared();
        Do(rig, Opcode.AddDynamicCapacityReference, Tag(T1));
        GiveBack(rig, 0, (0, 2));
        Do(rig, Opcode.RemoveDynamicCapacityReference, Tag(T1));
        Answer(rig, 1);
        AssertSanitized(rig, 0, 2);
    }

    [Fact]
    public void F5_an_offer_of_what_another_host_read_is_sanitized_when_it_is_withdrawn()
    {
        Rig rig = Shared();
        GiveBack(rig, 0, (0, 2));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x10, T1, host: 1));
        AssertSanitized(rig, 0, 2);
    }

    [Fact]
    public void F5_a_withdrawal_that_asks_for_it_sanitizes_what_another_host_read()
    {
        Rig rig = Shared(sanitizes: false);
        GiveBack(rig, 0, (0, 2));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(
            ForcedAndSanitized, NoTag, 1, Extent(0, 2)));
        AssertSanitized(rig, 0, 2);
    }

    [Fact]
    public void F5_a_removal_that_asks_for_it_sanitizes_what_another_host_then_declines()
    {
        Rig rig = Shared(sanitizes: false);
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(
            ForcedAndSanitized, NoTag, 0, Extent(0, 2)));
        Answer(rig, 1);
        AssertSanitized(rig, 0, 2);
    }

    [Fact]
    public void F5_a_tag_that_was_referenced_but_never_accepted_is_clean()
    {
        Rig rig = ThreeHosts();
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 2)));
        Do(rig, Opcode.AddDynamicCapacityReference, Tag(T1));
        Answer(rig, 0);
        CommandResult removed = rig.FabricManager.Execute(
            Opcode.RemoveDynamicCapacityReference, Hex.Bytes(Tag(T1)), new byte[2048]);
        Assert.Equal((ReturnCode.Success, false), (removed.Code, removed.BackgroundOperation));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T2, 2, 0, Extent(0, 2)));
    }

    [Fact]
    public void F5_of_what_a_reference_kept_only_what_was_read_is_sanitized()
    {
        Rig rig = ThreeHosts();
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 4)));
        Do(rig, Opcode.AddDynamicCapacityReference, Tag(T1));
        Answer(rig, 0, (1, 1));
        GiveBack(rig, 0, (1, 1));
        Do(rig, Opcode.RemoveDynamicCapacityReference, Tag(T1));
        AssertSanitized(rig, 1, 1);
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(
            Prescriptive, 0, "01234567-89ab-cdef-0123-456789abcdef", 2, 0, Extent(0, 1), Extent(2, 2)));
    }

    [Fact]
    public void F5_capacity_stays_dirty_until_it_is_sanitized()
    {
        Rig rig = ThreeHosts(sanitizes: false);
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 0, 0, Extent(0, 2)));
        Answer(rig, 0, (0, 2));
        GiveBack(rig, 0, (0, 2));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 1, 0, Extent(0, 2)));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(
            ForcedAndSanitized, NoTag, 1, Extent(0, 2)));
        AssertSanitized(rig, 0, 2);
        Answer(rig, 2);
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 1, 0, Extent(0, 2)));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(
            ForcedAndSanitized, NoTag, 1, Extent(0, 2)));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, T1, 1, 0, Extent(0, 2)));
    }
}
