using CxlWire.Device.Capacity;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>F5: capacity that is made unreadable before anyone else gets it.</summary>
public class SanitizingRules
{
    private static string Ask(Rig rig, Opcode opcode, params string[] payload) =>
        Rig.Ask(rig.FabricManager, opcode, payload);

    private static void Do(Rig rig, Opcode opcode, params string[] payload) =>
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, opcode, payload));

    [Fact]
    public void F5_sanitizing_is_asked_for_each_time()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB"}""");
        rig.Give((0, 1));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x21, NoTag, 0, Extent(0, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Give((0, 1));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(0, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1))));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1)));
    }

    [Fact]
    public void F5_only_the_part_that_was_to_be_sanitized_is()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB"}""");
        rig.Give((0, 4));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x21, NoTag, 0, Extent(1, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(1, NoTag, 0, Extent(0, 4)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 4))));
        Assert.Equal(
            Reply(ReturnCode.RetryRequired),
            Ask(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(1, 1))));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1), Extent(2, 2)));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(Reply(ReturnCode.Success, "c7 00 0348 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(rig.Offer((1, 1)));
    }

    [Fact]
    public void F5_what_is_clean_on_both_sides_of_a_regions_end_is_free_in_each_region()
    {
        var rig = new Rig(
            """
            {"sanitize_bytes_per_second": "2 MiB",
             "regions": [{"sanitize_on_release": true}, {"sanitize_on_release": true}]}
            """);
        rig.Give((511, 1));
        Assert.Null(rig.Offer(1, null, (0, 1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((512, 1))));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((511, 1), (512, 1))));
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(511, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 1, Extent(512, 1)));
    }

    [Fact]
    public void F5_what_is_added_while_sanitizing_takes_its_time_after_that()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB", "regions": [{"sanitize_on_release": true}]}""");
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        rig.Give((0, 1), (2, 3));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((2, 3)));
        Assert.Equal(Reply(ReturnCode.Success, "19 00 0348 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
        rig.Clock.Advance(TimeSpan.FromSeconds(3.5) - TimeSpan.FromTicks(1));
        Assert.Equal(
            Reply(ReturnCode.RetryRequired),
            Ask(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(2, 3))));
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1), Extent(2, 3)));
    }

    [Fact]
    public void F5_what_is_added_at_the_moment_of_the_end_begins_anew()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB", "regions": [{"sanitize_on_release": true}]}""");
        rig.Give((0, 1), (2, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((2, 1)));
        Assert.Equal(Reply(ReturnCode.Success, "01 00 0348 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void F5_forced_removal_that_sanitizes_nothing_has_no_background_operation()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        CommandResult removed = rig.FabricManager.Execute(
            Opcode.InitiateDynamicCapacityRelease, Hex.Bytes(Release(0x11, NoTag, 0, Extent(0, 1))), new byte[2048]);
        Assert.Equal((ReturnCode.Success, false), (removed.Code, removed.BackgroundOperation));
        Assert.Equal(Reply(ReturnCode.Success, "00 00 0000 0000 0000"), rig.Ask(Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void F5_neighbours_of_a_round_are_one_range_in_whatever_order_they_come()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": "2 MiB", "regions": [{"sanitize_on_release": true}]}""");
        rig.Give((0, 9), (20, 1));
        rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((20, 1)));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        foreach (ulong block in new ulong[] { 4, 0, 8, 2, 6, 5, 3, 1, 7 })
            Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((block, 1))));
        Assert.Equal(
            [new DpaRange(Base0 + (20 * Block), Block), new DpaRange(Base0, 9 * Block)],
            rig.Device.Pool.Sanitizer.Ranges);
        rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(20, 1)));
        rig.Clock.Advance(TimeSpan.FromSeconds(9) - TimeSpan.FromTicks(1));
        string all = Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 9));
        Assert.Equal(Reply(ReturnCode.RetryRequired), Ask(rig, Opcode.InitiateDynamicCapacityAdd, all));
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, all);
    }

    [Fact]
    public void F5_a_command_gives_back_at_most_1024_of_the_ranges_that_have_become_clean()
    {
        const int ranges = 2500;
        var rig = new Rig(
            """{"extents_supported": 8192, "regions": [{"block_size": 64, "sanitize_on_release": true}]}""");
        FabricManager manager = rig.Device.FabricManager;
        RegionRange[] whole = [new RegionRange(0, 2 * ranges * 64UL)];
        Assert.Null(manager.Add(new AddCapacityRequest { Extents = whole }));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Raw(false, (Base0, 2 * ranges * 64UL)));
        Assert.Null(manager.Release(new ReleaseCapacityRequest
        {
            ForcedRemoval = true,
            Extents = [.. Enumerable.Range(0, ranges).Select(i => new RegionRange((ulong)i * 128, 64))],
        }));
        rig.Clock.Advance(TimeSpan.FromHours(1));
        foreach (int left in new[] { ranges, ranges - 1024, ranges - 2048, 0 })
        {
            Assert.Equal(left, rig.Device.Pool.Sanitizer.Ranges.Count());
            Assert.Equal(Reply(ReturnCode.Success, Hex.U64(0)), rig.Ask(Opcode.GetTimestamp));
        }

        Assert.Null(manager.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 64)] }));
    }

    [Fact]
    public void F5_an_offer_that_is_withdrawn_was_never_read()
    {
        var rig = new Rig("""{"sanitize_bytes_per_second": 1, "regions": [{"sanitize_on_release": true}]}""");
        Assert.Null(rig.Offer((0, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityRelease, Release(0x11, NoTag, 0, Extent(0, 1)));
        Do(rig, Opcode.InitiateDynamicCapacityAdd, Add(Prescriptive, 0, NoTag, 0, 0, Extent(0, 1)));
    }
}
