using System.Diagnostics;
using System.Globalization;
using System.Text;
using CxlWire.Control;
using CxlWire.Device;

namespace CxlWire.Benchmarks;

/// <summary>
/// How long a query of everything holds the gate, and how long a host that asks for a page of extents meanwhile waits.
/// </summary>
internal static class GateTurns
{
    private const int Rounds = 20;

    /// <summary>Measures and prints: medians of the rounds' longest.</summary>
    public static void Print(int extents)
    {
        var device = new LoadedDevice();
        foreach (int[] chunk in Enumerable.Range(0, extents).Chunk(1000))
            device.Give([.. chunk.Select(i => (2 * (ulong)i, 1UL))]);
        device.Device.GateWatch = new GateWatch();
        using var control = new QmpServer([device.Device]);
        byte[] arguments = Encoding.UTF8.GetBytes($$"""{"path": "{{device.Device.Configuration.QomPath}}"}""");
        var watch = new Watch();
        void Query() => control.Execute("x-cxlwire-query-dynamic-capacity", arguments);
        for (int round = 0; round < Rounds; round++)
        {
            device.Device.GateWatch.Reset();
            Query();
            watch.Add("a query's turn in the gate", device.Device.GateWatch.Longest.TotalMicroseconds);
            double alone = Slowest(device, () => Thread.Sleep(200));
            double beside = Slowest(device, Query);
            watch.Add("page of 50 (4801h), the slowest of 0.2 s with nobody else", alone);
            watch.Add("page of 50 (4801h), the slowest beside a query", beside);
        }

        foreach (string name in watch.Names)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {name} | {watch.Median(name) / 1000:0.00} ms |"));
        }
    }

    private static double Slowest(LoadedDevice device, Action other)
    {
        bool isOver = false;
        double slowest = 0;
        var host = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                long start = Stopwatch.GetTimestamp();
                using (device.Device.Enter())
                    device.Page(0, 50);
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        });
        host.Start();
        other();
        Volatile.Write(ref isOver, true);
        host.Join();
        return slowest;
    }
}
