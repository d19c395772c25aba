using System.Diagnostics;
using System.Globalization;

namespace CxlWire.Benchmarks;

/// <summary>
/// Millions of single blocks that are released, sanitized and clean: what they take of the memory, and the longest that
/// one command takes until all are free again.
/// </summary>
internal static class Sanitizing
{
    private const int InPayload = 20_000;

    // So many that all are free in the end, where each gives back as few as it may.
    private const int Commands = 5_000;

    public static void Print()
    {
        Console.WriteLine();
        Console.WriteLine("Single blocks sanitized; 4803h has 20,000 of them, 0300h none");
        Console.WriteLine();
        Console.WriteLine("| released | blocks | bytes for each | longest 4803h | longest 0300h once all are clean |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        int[] order = [.. Enumerable.Range(0, 9_000_000)];
        Print("in order", order);
        Print("in reverse", [.. order.Reverse()]);
        int[] shuffled = [.. order];
        new Random(5).Shuffle(shuffled);
        Print("in any order", shuffled);
        Print("every other one of 6,000,000", [.. order.Take(3_000_000).Select(i => 2 * i)]);
    }

    private static void Print(string how, int[] blocks)
    {
        var clock = new Clock();
        var device = new LoadedDevice(clock);
        int end = blocks.Max() + 1;
        device.Give([(0, (ulong)end)]);
        device.Release([((ulong)end - 1, 1)]);
        clock.Advance(1);
        device.Release([(0, 1)]);
        clock.Advance(1);
        device.ReadTimestamp();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        TimeSpan release = TimeSpan.Zero, read = TimeSpan.Zero;
        foreach (int[] some in blocks.Where(b => b > 0 && b < end - 1).Chunk(InPayload))
        {
            (ulong, ulong)[] payload = [.. some.Select(b => ((ulong)b, 1UL))];
            release = Longest(release, () => device.Release(payload));
            device.ClearLogs();
        }

        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        clock.Advance(blocks.Length);
        for (int i = 0; i < Commands; i++)
            read = Longest(read, device.ReadTimestamp);
        device.Offer([.. blocks.Where(b => b > 0 && b < end - 1).Take(InPayload).Select(b => ((ulong)b, 1UL))]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {how} | {blocks.Length:N0} | {(double)bytes / blocks.Length:0.0} | {release.TotalMilliseconds:0.0} ms |"
            + $" {read.TotalMilliseconds:0.000} ms |"));
    }

    private static TimeSpan Longest(TimeSpan longest, Action command)
    {
        long start = Stopwatch.GetTimestamp();
        command();
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        return took > longest ? took : longest;
    }

    private sealed class Clock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds;

        public void Advance(long seconds) => _seconds += seconds;
    }
}
