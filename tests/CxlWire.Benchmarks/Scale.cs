using System.Diagnostics;
using CxlWire.Protocol;

namespace CxlWire.Benchmarks;

/// <summary>
/// What an operation costs with a thousand extents or holes, and with a million. Devices of all sizes stand side
/// by side and take turns, so that a ratio is one of the same minutes; a cost is the median.
/// </summary>
internal static class Scale
{
    private const int Turns = 40;
    private const int Rounds = 50;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(3);

    /// <summary>Measures, prints, and draws.</summary>
    /// <param name="directory">Where scale.svg and growth.svg go.</param>
    public static void Run(string directory)
    {
        Series[] extents =
            Measure([1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000], count => Extents(count));
        Report.Print("One operation, in microseconds, by accepted extents", extents);
        Series[] served = Measure([1_000, 30_000, 1_000_000], count => Extents(count, isServed: true));
        Report.Print("One operation of the host through a UNIX socket, in microseconds, by accepted extents", served);
        Series[] holes = Measure([1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 500_000], Holes);
        Report.Print("One operation, in microseconds, by holes in 1 TiB", holes);
        Report.Draw(
            Path.Combine(directory, "scale.svg"), "accepted extents, or holes", "microseconds, one operation", [
            .. extents, .. holes]);
        Series[] growth = Growth.Measure();
        Report.Print("Everything, in microseconds for each extent or tag", growth);
        Report.Draw(Path.Combine(directory, "growth.svg"), "extents, or tags", "microseconds for each", growth);
        Growth.PrintMemory(1_000_000);
    }

    private static Series[] Measure(int[] sizes, Func<int, Action<Random, Watch>> load)
    {
        Action<Random, Watch>[] rounds = [.. sizes.Select(load)];
        Watch[] watches = [.. sizes.Select(_ => new Watch())];
        var random = new Random(1);
        var warmUp = Stopwatch.StartNew();
        for (int turn = 0; turn < Turns; turn++)
        {
            // The first turns compile, which takes time and not turns: only code that has run for a while is compiled
            // well.
            if (warmUp.Elapsed < _warmUp)
            {
                Array.ForEach(watches, w => w.Reset());
                turn = 0;
            }

            for (int i = 0; i < sizes.Length; i++)
            {
                for (int round = 0; round < Rounds; round++)
                    rounds[i](random, watches[i]);
            }
        }

        return
        [
            .. watches[0].Names.Select(
                name => new Series(name, [.. sizes.Select((size, i) => (size, watches[i].Median(name)))]))
        ];
    }

    /// <summary>Extents of 4 blocks with as many free ones or more between them, accepted in any order.</summary>
    private static Action<Random, Watch> Extents(int count, bool isServed = false)
    {
        const ulong Stride = 16;
        const int Page = 50;
        var device = new LoadedDevice();
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(2).Shuffle(order);
        foreach (int[] chunk in order.Chunk(1000))
            device.Give([.. chunk.Select(i => ((ulong)i * Stride, 4UL))]);
        if (isServed)
            device.Serve();
        return (random, watch) =>
        {
            int start = random.Next(count - Page);
            ulong free = ((ulong)random.Next(count) * Stride) + 8, taken = (ulong)random.Next(count) * Stride;
            watch.Time("page of 50 (4801h)", () => device.Page(start, Page));
            watch.Time("offer", () => device.Offer([(free, 2)]));
            watch.Time("answer (4802h)", () => device.Accept([(free, 2)]));
            device.Release([(free, 2)]);

            // What is left where nothing has to come from memory.
            watch.Time("offer, same place again", () => device.Offer([(free, 2)]));
            watch.Time("answer, same place again", () => device.Accept([(free, 2)]));
            watch.Time("release, same place again", () => device.Release([(free, 2)]));
            watch.Time("release in the middle (4803h)", () => device.Release([(taken + 1, 2)]));
            watch.Time("page, same place again", () => device.Page(start, Page));
            device.Release([(taken, 1), (taken + 3, 1)]);
            device.Give([(taken, 4)]);
        };
    }

    /// <summary>
    /// As many extents as holes, all the same, but for a hole twice as long as the others at the end.
    /// </summary>
    private static Action<Random, Watch> Holes(int count)
    {
        var device = new LoadedDevice();
        ulong length = LoadedDevice.Blocks / ((2 * (ulong)count) + 1);
        foreach (int[] chunk in Enumerable.Range(0, count).Chunk(1000))
            device.Give([.. chunk.Select(i => (2 * (ulong)i * length, length))]);
        return (random, watch) =>
        {
            ulong taken = (ulong)random.Next(1, count - 1) * 2 * length;
            watch.Time("free selection, one hole", () => Must(device.Choose(SelectionPolicy.Free, length)));
            device.Accept([]);
            watch.Time("free selection, 10 holes", () => Must(device.Choose(SelectionPolicy.Free, 10 * length)));
            device.Accept([]);
            watch.Time(
                "contiguous selection, only the last hole fits", () =>
                    Must(device.Choose(SelectionPolicy.Contiguous, length + 1)));
            device.Accept([]);
            watch.Time(
                "no hole is long enough", () =>
                    Must(!device.Choose(SelectionPolicy.Contiguous, LoadedDevice.Blocks / 2)));
            watch.Time("not enough is free", () => Must(!device.Choose(SelectionPolicy.Free, LoadedDevice.Blocks)));
            device.ClearLogs();
            watch.Time("release between two holes (4803h)", () => device.Release([(taken, length)]));
            device.Give([(taken, length)]);
        };
    }

    private static void Must(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("the device did not choose as it should");
    }
}
