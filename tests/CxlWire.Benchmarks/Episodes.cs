using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using CxlWire.Examples.Driver;
using CxlWire.Judge.Cases;
using CxlWire.Judge.Searching;
using CxlWire.Testing.Simulation;

namespace CxlWire.Benchmarks;

/// <summary>Episodes a minute of a search in process, with the driver of examples/driver.</summary>
internal static class Episodes
{
    private const int Warm = 200;

    public static void Print(long count)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            Search(Warm, threads);
            long start = Stopwatch.GetTimestamp();
            Search(count, threads);
            double minutes = Stopwatch.GetElapsedTime(start).TotalMinutes;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{threads} {(threads == 1 ? "thread" : "threads")}: {count / minutes:#,0} episodes a minute"));
        }
    }

    private static void Search(long count, int threads)
    {
        // What is found is made smaller, which is no episode: as it stands, nothing is.
        int found = DriverSearch.Run(
            Play, new SearchOptions { Episodes = count, Parallelism = threads, MaxFindings = int.MaxValue }).Count;
        if (found > 0)
            Console.WriteLine($"{found} found: that took time, too");
    }

    private static CaseResult Play(DriverCase played) => DeviceSimulation.Run(played, async (host, stop) =>
    {
        await using var driver = new DcdDriver(
            _ => ValueTask.FromResult<IDuplexPipe>(host.Connect()), times: null, host.Time);
        await driver.RunAsync(stop);
    });
}
