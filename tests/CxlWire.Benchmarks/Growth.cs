using System.Globalization;
using CxlWire.Device;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;

namespace CxlWire.Benchmarks;

/// <summary>
/// Whole lives of extents and of tags, which would show what is quadratic: the cost for each would grow with their
/// number.
/// </summary>
internal static class Growth
{
    private static readonly int[] _sizes = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

    public static Series[] Measure()
    {
        // Once for the compiler.
        Live(new Watch(), 3_000);
        Watch[] watches = [.. _sizes.Select(_ => new Watch())];
        for (int i = 0; i < _sizes.Length; i++)
        {
            // Small ones so often that they take as long as the large.
            for (int times = Math.Clamp(300_000 / _sizes[i], 1, 100); times > 0; times--)
                Live(watches[i], _sizes[i]);
        }

        return
        [
            .. watches[0].Names.Select(
                name => new Series(name, [.. _sizes.Select((size, i) => (size, watches[i].Median(name) / size))]))
        ];
    }

    /// <summary>What an accepted extent takes of the memory, by how it came.</summary>
    public static void PrintMemory(int count)
    {
        Console.WriteLine();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Memory of {count:N0} accepted extents, in bytes for each"));
        Console.WriteLine();
        Console.WriteLine("| how they came | bytes |");
        Console.WriteLine("|---|--:|");
        (ulong, ulong)[] extents = [.. Enumerable.Range(0, count).Select(i => ((ulong)i * 4, 2UL))];
        (ulong, ulong)[] shuffled = [.. extents];
        new Random(3).Shuffle(shuffled);
        Print("offers of 1,000, in order", device => GiveIn(device, extents, 1000));
        Print("offers of 1,000, in any order", device => GiveIn(device, shuffled, 1000));
        Print("one offer, in any order", device => device.Give(shuffled));
        Print("one offer under a tag, in any order", device => device.Give(shuffled, TagNumber(1)));
        Print("an offer and a tag for each", device =>
        {
            for (int i = 0; i < count; i++)
                device.Give([extents[i]], TagNumber(i + 1));
        });

        void Print(string how, Action<LoadedDevice> fill)
        {
            var device = new LoadedDevice();
            device.Give([(LoadedDevice.Blocks - 1, 1)]);
            long before = GC.GetTotalMemory(forceFullCollection: true);
            fill(device);
            long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(device);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {how} | {(double)bytes / count:0.0} |"));
        }
    }

    private static void Live(Watch watch, int count)
    {
        (ulong, ulong)[] extents = [.. Enumerable.Range(0, count).Select(i => ((ulong)i * 4, 3UL))];
        new Random(4).Shuffle(extents);
        LiveUntagged(watch, extents);
        LiveTagged(watch, extents);
    }

    private static void LiveUntagged(Watch watch, (ulong Block, ulong Count)[] extents)
    {
        var device = new LoadedDevice();
        watch.Time("extents: one offer of all", () => device.Offer(extents));
        watch.Time("extents: one answer to it (4802h, split)", () => device.Accept(extents));
        watch.Time("extents: records cleared (0101h)", device.ClearLogs);
        watch.Time(
            "extents: listed by pages of 50 (4801h)", () => Count(extents.Length, start => device.Page(start, 50)));
        watch.Time(
            "extents: the middle of each released (4803h, split)", () =>
                device.Release([.. extents.Select(e => (e.Block + 1, 1UL))]));
        watch.Time(
            "extents: forced removal of all the rest", () =>
                Must(device.Device.FabricManager.Release(new ReleaseCapacityRequest
                {
                    ForcedRemoval = true,
                    Extents =
                [.. extents.SelectMany(e => new[] { e.Block, e.Block + 2 })
                    .Select(b => new RegionRange(b * LoadedDevice.Block, LoadedDevice.Block))],
                })));
    }

    private static void LiveTagged(Watch watch, (ulong Block, ulong Count)[] extents)
    {
        var device = new LoadedDevice();
        FabricManager manager = device.Device.FabricManager;
        watch.Time("tags: an offer for each", () => Each((tag, i) => device.Offer([extents[i]], tag)));
        watch.Time(
            "tags: state of each, pending", () =>
                Each(
                    (tag, i) =>
                        Must(
                            manager.GetState(0, 0, tag, out CapacityState state, out _),
                            state == CapacityState.Pending)));
        watch.Time("tags: every other offer withdrawn by force", () => Each((tag, i) =>
        {
            if (i % 2 == 0)
                Must(
                    manager.Release(
                        new ReleaseCapacityRequest
                        {
                            ForcedRemoval = true,
                            RemovalPolicy = RemovalPolicy.TagBased,
                            Tag = tag
                        }));
        }));
        device.ClearLogs();
        watch.Time("tags: the others accepted (4802h)", () => Each((_, i) =>
        {
            if (i % 2 != 0)
                device.Accept([extents[i]]);
        }));
        watch.Time(
            "tags: listed by pages of 50 (5608h)", () => Count(extents.Length / 2, start => device.TagPage(start, 50)));
        watch.Time("tags: state of each, committed", () => Each((tag, i) =>
            Must(
                manager.GetState(0, 0, tag, out CapacityState state, out _),
                state == (i % 2 == 0 ? CapacityState.Released : CapacityState.Committed))));
        watch.Time("tags: removed one by one by force", () => Each((tag, i) =>
        {
            if (i % 2 != 0)
                Must(
                    manager.Release(
                        new ReleaseCapacityRequest
                        {
                            ForcedRemoval = true,
                            RemovalPolicy = RemovalPolicy.TagBased,
                            Tag = tag
                        }));
        }));

        void Each(Action<Tag, int> action)
        {
            for (int i = 0; i < extents.Length; i++)
                action(TagNumber(i + 1), i);
        }
    }

    private static Tag TagNumber(int number) => new(new Uuid(0, (ulong)number));

    private static void Count(int expected, Func<int, int> page)
    {
        int start = 0;
        while (page(start) is > 0 and var returned)
            start += returned;
        if (start != expected)
            throw new InvalidOperationException($"{start} were listed of {expected}");
    }

    private static void GiveIn(LoadedDevice device, (ulong, ulong)[] extents, int size)
    {
        foreach ((ulong, ulong)[] chunk in extents.Chunk(size))
            device.Give(chunk);
    }

    private static void Must(Refusal? refusal, bool holds = true)
    {
        if (refusal is not null || !holds)
            throw new InvalidOperationException(refusal?.ToString() ?? "the device did not answer as it should");
    }
}
