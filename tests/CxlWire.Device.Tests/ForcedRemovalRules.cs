using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using static CxlWire.Device.Tests.FabricManagerPayloads;
using static CxlWire.Device.Tests.Refusals;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>F4: removal by force depends neither on what the host has read nor on what it can track.</summary>
public class ForcedRemovalRules
{
    private const int Forced = 0x11;

    private static void Do(Rig rig, string release) =>
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityRelease, release));

    /// <summary>Asks a host back what it holds until no record more can wait.</summary>
    private static void FillLog(Rig rig)
    {
        while (rig.AskBack((0, 1)) is null)
        {
        }
    }

    private static string Told(DynamicCapacityEventRecord record) =>
        $"{record.EventType.Value} {(record.Extent.StartDpa - Base0) / Block}+{record.Extent.Length / Block} "
            + (record.More ? "more" : "last");

    [Fact]
    public void F4_a_removal_from_the_middle_does_not_exceed_the_tracking_limit()
    {
        var rig = new Rig("""{"extents_supported": 1}""");
        rig.Give((0, 8));
        const string refused = "Resources Exhausted: F4: extents, byte 32: a split that the device cannot track";
        string Refused(params string[] extents) => RefusedManager(
            rig, Opcode.InitiateDynamicCapacityRelease, Release(Forced, NoTag, 0, extents));
        Assert.Equal(refused, Refused(Extent(3, 1)));
        Assert.Equal(refused, Refused(Extent(0, 1), Extent(2, 1)));
        Assert.Equal(refused, Refused(Extent(3, 1), Extent(7, 1)));
        Assert.Equal(
            new Refusal(
                ReturnCode.ResourcesExhausted, "F4", "extents", null, "a split that the device cannot track"),
            rig.Device.FabricManager.Release(
                new ReleaseCapacityRequest { ForcedRemoval = true, Extents = [new RegionRange(3 * Block, Block)] }));
        Do(rig, Release(Forced, NoTag, 0, Extent(1, 1), Extent(7, 1), Extent(0, 1)));
        Assert.Equal(List(generation: 2, Extent(2, 5)), rig.WholeList());
        Assert.Equal(0U, rig.Host.ExtentsAvailable);
    }

    [Fact]
    public void F4_what_is_withdrawn_makes_room_for_what_is_split()
    {
        var rig = new Rig("""{"extents_supported": 3}""");
        rig.Give((0, 4), (4, 4));
        Assert.Null(rig.Offer((20, 1)));
        Assert.Equal(
            Reply(ReturnCode.ResourcesExhausted),
            Ask(rig, Opcode.InitiateDynamicCapacityRelease, Release(Forced, NoTag, 0, Extent(2, 1))));
        Do(rig, Release(Forced, NoTag, 0, Extent(20, 1), Extent(2, 1)));
        Assert.Equal(List(generation: 2, Extent(0, 2), Extent(3, 1), Extent(4, 4)), rig.WholeList());
        Do(rig, Release(Forced, NoTag, 0, Extent(1, 1), Extent(3, 4)));
        Assert.Equal(List(generation: 3, Extent(0, 1), Extent(7, 1)), rig.WholeList());
    }

    [Fact]
    public void F4_capacity_is_taken_by_force_whatever_the_log_holds()
    {
        var rig = new Rig();
        rig.Give((0, 2), (4, 1));
        FillLog(rig);
        int unread = rig.DynamicCapacityLog.Count + rig.DynamicCapacityLog.Waiting;
        Do(rig, Release(Forced, NoTag, 0, Extent(0, 2)));
        Assert.Equal(List(generation: 2, Extent(4, 1)), rig.WholeList());
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.ClearDynamicCapacity(1);
        Assert.Equal("E7", rig.Offer((8, 1))?.Rule);
        List<DynamicCapacityEventRecord> records = rig.DrainLog();
        Assert.Equal(unread, records.Count);
        Assert.Equal("2 0+2 last", Told(records[^1]));
        Assert.Equal(511U, records[^1].ExtentsAvailable);
        Assert.All(records[..^1], record => Assert.NotEqual(2, record.EventType.Value));
        Assert.Null(rig.Offer((8, 1)));
    }

    [Fact]
    public void F4_what_is_lost_while_the_log_is_full_is_told_in_as_few_records_as_say_it()
    {
        var rig = new Rig();
        rig.Give((0, 100), (200, 20));
        Assert.Null(rig.Offer((300, 2)));
        FillLog(rig);
        int limit = rig.DynamicCapacityLog.Waiting;
        for (ulong i = 0; i < 10; i++)
        {
            Do(rig, Release(Forced, NoTag, 0, Extent(99 - i, 1)));
            Do(rig, Release(Forced, NoTag, 0, Extent(200 + i, 1)));
        }

        Do(rig, Release(Forced, NoTag, 0, Extent(300, 2)));
        Do(rig, Release(Forced, NoTag, 0, Extent(50, 1)));
        Do(rig, Release(Forced, NoTag, 0, Extent(52, 1)));
        Do(rig, Release(Forced, NoTag, 0, Extent(51, 1)));
        Assert.Equal(limit + 4, rig.DynamicCapacityLog.Waiting);
        Assert.Equal(
            ["1 0+1 last", "2 50+3 more", "2 90+10 more", "2 200+10 more", "2 300+2 last"],
            rig.DrainLog().TakeLast(5).Select(Told));
        Assert.Equal((0, 0), (rig.DynamicCapacityLog.Waiting, rig.DynamicCapacityLog.OverflowCount));
    }

    [Fact]
    public void F4_lost_capacity_of_different_tags_is_told_apart()
    {
        var rig = new Rig();
        rig.Give((0, 1));
        Assert.Null(rig.Offer(0, T1, (1, 1)));
        rig.Ask(Opcode.AddDynamicCapacityResponse, Entries((1, 1)));
        FillLog(rig);
        Do(rig, Release(0x10, T1));
        Do(rig, Release(Forced, NoTag, 0, Extent(0, 1)));
        Assert.Equal(
            [("2 0+1 more", NoTag), ("2 1+1 last", T1)],
            rig.DrainLog().TakeLast(2).Select(record => (Told(record), record.Extent.Tag.ToString())));
    }
}
