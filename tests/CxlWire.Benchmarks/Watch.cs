using System.Diagnostics;

namespace CxlWire.Benchmarks;

/// <summary>Times of what was done, by name.</summary>
internal sealed class Watch
{
    private readonly Dictionary<string, List<double>> _times = [];

    /// <summary>What was timed, in the order in which it first was.</summary>
    public IEnumerable<string> Names => _times.Keys;

    public void Time(string name, Action operation)
    {
        long start = Stopwatch.GetTimestamp();
        operation();
        Add(name, (Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency);
    }

    /// <summary>Adds what was timed elsewhere, in microseconds.</summary>
    public void Add(string name, double time)
    {
        if (!_times.TryGetValue(name, out List<double>? times))
            _times.Add(name, times = []);
        times.Add(time);
    }

    /// <summary>In microseconds.</summary>
    public double Median(string name)
    {
        double[] times = [.. _times[name].Order()];
        return times[times.Length / 2];
    }

    public void Reset() => _times.Clear();
}
