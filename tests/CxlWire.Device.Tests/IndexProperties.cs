using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Tests;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>What answers without looking at everything answers as if it had.</summary>
public class IndexProperties
{
    private const ulong Base = 0x1000_0000;
    private const ulong Block = 64;
    private const int Blocks = 6000;

    [Fact]
    public void Free_ranges_are_found_as_by_looking_at_every_block() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), FreeRangesHold), tests: 20);

    [Fact]
    public void Tags_keep_the_order_in_which_they_came_into_use() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), TagsHold), tests: 20);

    [Fact]
    public void Offers_are_found_by_tag_and_by_address_in_the_order_in_which_they_were_made() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), OffersHold), tests: 20);

    private static bool FreeRangesHold(int seed)
    {
        var random = new Random(seed);
        var ranges = new FreeRanges(RangeOf(0, Blocks));
        bool[] free = [.. Enumerable.Repeat(true, Blocks)];
        for (int step = 0; step < 400; step++)
        {
            // Many small holes first, so that there are chunks to split, then fewer and larger ones.
            bool isTaken = random.Next(400) > step;
            for (int i = 0; i < 40; i++)
            {
                int start = random.Next(Blocks);
                int length = Math.Min(Blocks - start, random.Next(1, step < 300 ? 3 : 60));
                if (isTaken)
                    ranges.Remove(RangeOf(start, length));
                else
                    ranges.Add(RangeOf(start, length));
                free.AsSpan(start, length).Fill(!isTaken);
            }

            AssertSame(free, ranges, random);
        }

        ranges.Add(RangeOf(0, Blocks));
        return ranges.FindContiguous(Blocks * Block) == RangeOf(0, Blocks);
    }

    private static void AssertSame(bool[] free, FreeRanges ranges, Random random)
    {
        List<DpaRange> holes = [];
        for (int start = 0, end; start < Blocks; start = end + 1)
        {
            end = Array.IndexOf(free, false, start);
            end = end < 0 ? Blocks : end;
            if (end > start)
                holes.Add(RangeOf(start, end - start));
        }

        ulong longest = holes.Select(h => h.Length).DefaultIfEmpty().Max();
        foreach (ulong length in (ulong[])[Block, 2 * Block, longest, longest + Block])
        {
            DpaRange? hole = holes.Where(h => h.Length >= length).Select(h => (DpaRange?)(h with { Length = length }))
                .FirstOrDefault();
            if (length > 0)
                Assert.Equal(hole, ranges.FindContiguous(length));
        }

        int most = random.Next(holes.Count + 2);
        ulong room = holes.Take(most).Aggregate(0UL, (sum, hole) => sum + hole.Length);
        if (room > 0)
        {
            Assert.Equal(holes.Take(most), ranges.Find(room, (uint)most));
            Assert.Equal(
                room - Block, ranges.Find(room - Block, (uint)most)!.Aggregate(0UL, (sum, hole) => sum + hole.Length));
        }

        Assert.Null(ranges.Find(room + Block, (uint)most));
        DpaRange asked = RangeOf(random.Next(Blocks - 3), random.Next(1, 4));
        Assert.Equal(holes.Exists(h => h.Contains(asked)), ranges.Covers(asked));
    }

    private static bool TagsHold(int seed)
    {
        var random = new Random(seed);
        IReadOnlyList<Region> regions = new Rig().Device.Regions;
        var table = new TagTable(supported: 4000, regions);
        List<TagEntry> expected = [];
        for (int step = 0; step < 4000; step++)
        {
            if (random.Next(4000) > step)
            {
                expected.Add(table.Add(TagNumber(step), regions[0], [ExtentAt(step)]));
            }
            else if (expected.Count > 0)
            {
                TagEntry entry = expected[random.Next(expected.Count)];
                table.Remove(entry, new DpaRange(entry.Extents[0].StartDpa, Block));
                expected.Remove(entry);
            }

            if (step % 100 == 0)
                Assert.Equal(expected, Enumerable.Range(0, table.Count).Select(i => table[i]));
        }

        return expected.TrueForAll(e => table.TryGet(e.Tag, out TagEntry found) && found == e);
    }

    private static bool OffersHold(int seed)
    {
        var random = new Random(seed);
        var queue = new OfferQueue();
        List<Offer> expected = [];
        List<(IEnumerable<Offer> Shared, Offer[] Then)> snapshots = [];
        int[] places = [.. Enumerable.Range(0, Blocks / 2)];
        random.Shuffle(places);
        for (int used = 0; used + 3 < places.Length;)
        {
            if (random.Next(4) > 0)
            {
                int extents = random.Next(1, 4);
                var offer =
                    new Offer(TagNumber(random.Next(3)), [.. places.AsSpan(used, extents).ToArray().Select(ExtentAt)]);
                used += extents;
                queue.Add(offer);
                expected.Add(offer);
            }
            else if (expected.Count > 0)
            {
                Offer offer = expected[random.Next(expected.Count)];
                queue.Remove(offer);
                expected.Remove(offer);
            }

            if (used % 10 != 0)
                continue;
            Assert.Equal(expected, queue.Pending);
            snapshots.Add((queue.Share(), [.. expected]));
            Assert.Equal(expected.FirstOrDefault(), queue.First);
            for (int tag = 0; tag < 3; tag++)
                Assert.Equal(expected.Where(o => o.Tag == TagNumber(tag)), queue.WithTag(TagNumber(tag)));
            DpaRange[] ranges = [RangeOf(random.Next(Blocks - 60), 60), RangeOf(random.Next(Blocks - 60), 60)];
            Assert.Equal(
                expected.Where(o => o.Extents.Any(e => ranges.Any(r => r.Start <= e.StartDpa && e.StartDpa < r.End))),
                queue.Touching(ranges));
        }

        Assert.All(snapshots, s => Assert.Equal(s.Then, s.Shared));
        return queue.ExtentCount == expected.Sum(o => o.Extents.Count);
    }

    private static Tag TagNumber(int number) => new(new Uuid(0, (ulong)number));

    private static Extent ExtentAt(int place) => new() { StartDpa = RangeOf(2 * place, 1).Start, Length = Block };

    private static DpaRange RangeOf(int block, int blocks) => new(Base + ((ulong)block * Block), (ulong)blocks * Block);
}
