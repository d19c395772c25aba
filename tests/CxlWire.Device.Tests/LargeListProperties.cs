using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Tests;
using FsCheck.Fluent;
using Run = CxlWire.Device.Tests.DeviceModel.Run;

namespace CxlWire.Device.Tests;

/// <summary>Lists long enough to split and merge the chunks that they are kept in.</summary>
public class LargeListProperties
{
    private const int Extents = 4000;
    private const int RunLength = 4;
    private const int Offers = 16;

    [Fact]
    public void A_list_of_thousands_keeps_its_order_through_any_splits_and_releases() => Seeded.Check(
        Prop.ForAll(FsCheck.Fluent.ArbMap.Default.ArbFor<int>(), Holds), tests: 20);

    private static bool Holds(int seed)
    {
        var random = new Random(seed);
        var rig =
            new Rig("""{"regions": [{"length": "64 GiB"}], "extents_supported": 40000, "payload_size": "1 MiB"}""");
        List<(HostSnapshot Taken, Extent[] Then)> snapshots = [];
        List<Run> list = GiveAll(rig, random);
        AssertSame(list, rig);
        while (list.Count > 0)
        {
            // Growing pieces of runs first, whole stretches later, until nothing is left.
            Run[] released = Choose(list, random, share: list.Count > 1000 ? 0.4 : 1);
            snapshots.Add((rig.Host.TakeSnapshot(), Copy(rig)));
            Assert.Equal(Rig.Reply(ReturnCode.Success), rig.Ask(Opcode.ReleaseDynamicCapacity, Payload(released)));
            Remove(list, released);
            AssertSame(list, rig);
        }

        bool isWhole = GiveAll(rig, random).Count == rig.Host.Extents.Count;
        Assert.All(snapshots, s => Assert.Equal(s.Then, s.Taken.Accepted));
        return isWhole;
    }

    private static Extent[] Copy(Rig rig) =>
        [.. Enumerable.Range(0, rig.Host.Extents.Count).Select(i => rig.Host.Extents[i])];

    private static List<Run> GiveAll(Rig rig, Random random)
    {
        Run[] runs = [.. Enumerable.Range(0, Extents).Select(i => new Run(i * (RunLength + 1), RunLength))];
        random.Shuffle(runs);
        runs = [.. runs.OrderBy(OfferOf)];
        foreach (IGrouping<int, Run> offer in runs.GroupBy(OfferOf))
        {
            Assert.Null(rig.Offer(0, TagOf(offer.Key), [.. offer.Select(r => ((ulong)r.Start, (ulong)r.Length))]));
            Assert.Equal(
                Rig.Reply(ReturnCode.Success), rig.Ask(Opcode.AddDynamicCapacityResponse, Payload([.. offer])));
        }

        return [.. runs];
    }

    private static int OfferOf(Run run) => run.Start / (RunLength + 1) % Offers;

    /// <summary>Every other offer has a tag of its own, so that the extents without are not all in a row.</summary>
    private static string? TagOf(int offer) => offer % 2 == 0 ? null : $"00000000-0000-0000-0000-{offer:d12}";

    private static Run[] Choose(List<Run> list, Random random, double share)
    {
        Run[] chosen = [.. list.Where(_ => random.NextDouble() < share).Select(run =>
        {
            int start = random.Next(run.Start, run.End);
            return new Run(start, random.Next(1, run.End - start + 1));
        })];
        random.Shuffle(chosen);
        return chosen.Length > 0 ? chosen : [list[0]];
    }

    private static void Remove(List<Run> list, Run[] released)
    {
        Dictionary<int, Run> byExtent = released.ToDictionary(r => list.FindIndex(e => e.Holds(r)));
        foreach ((int index, Run run) in byExtent.OrderByDescending(pair => pair.Key))
        {
            Run whole = list[index];
            list.RemoveAt(index);
            if (run.End < whole.End)
                list.Insert(index, new Run(run.End, whole.End - run.End));
            if (run.Start > whole.Start)
                list.Insert(index, new Run(whole.Start, run.Start - whole.Start));
        }
    }

    private static string Payload(Run[] runs) => Rig.Entries([.. runs.Select(r => ((ulong)r.Start, (ulong)r.Length))]);

    private static void AssertSame(List<Run> list, Rig rig)
    {
        byte[] reply = new byte[rig.Host.Cci.MaximumPayload];
        CommandResult result = rig.Host.Cci.Execute(
            Opcode.GetDynamicCapacityExtentList, Hex.Bytes(Hex.U32(uint.MaxValue), Hex.U32(0)), reply);
        Assert.True(GetDynamicCapacityExtentListResponseView.TryCreate(
            reply.AsSpan(0, result.Length), out GetDynamicCapacityExtentListResponseView view, out _));
        Assert.Equal((uint)list.Count, view.Total);
        Assert.Equal((uint)list.Count, view.Returned);
        for (int i = 0; i < list.Count; i++)
        {
            ExtentView extent = view.ExtentAt(i);
            Assert.Equal(
                (Rig.Base0 + ((ulong)list[i].Start * Rig.Block), (ulong)list[i].Length * Rig.Block),
                (extent.StartDpa, extent.Length));
            Assert.Equal(extent.ToValue(), rig.Host.Extents[i]);
            Assert.Equal(Rig.TagOf(TagOf(OfferOf(list[i]))), extent.Tag);
        }

        for (int offer = 0; offer < Offers; offer++)
        {
            Tag tag = Rig.TagOf(TagOf(offer));
            Extent[] expected =
                [.. Enumerable.Range(0, list.Count).Select(i => rig.Host.Extents[i]).Where(e => e.Tag == tag)];
            Assert.Equal(expected, rig.Host.Extents.WithTag(tag));
            Assert.Equal(expected.Length > 0, rig.Host.Extents.HasTag(tag));
        }
    }
}
