namespace CxlWire.Cli.Showing;

/// <summary>How many commands a second CCIs answer, between looks at the devices.</summary>
/// <param name="time">Measures the time between them.</param>
internal sealed class CommandRates(TimeProvider time)
{
    // A rate over less than that jumps about.
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    private readonly Queue<Look> _looks = [];
    private Look? _last;

    /// <summary>Takes a look in; those that are not needed any more are forgotten.</summary>
    public void Take(IReadOnlyList<DeviceView> devices)
    {
        var commands = new Dictionary<(string Path, string Who), ulong>();
        foreach (DeviceView device in devices)
        {
            foreach (CciView cci in device.Ccis)
                commands[(device.Path, cci.Who)] = cci.Commands;
        }

        _last = new Look(time.GetTimestamp(), commands);
        _looks.Enqueue(_last);
        while (_looks.Count > 2 && time.GetElapsedTime(_looks.ElementAt(1).At, _last.At) >= _least)
            _looks.Dequeue();
    }

    /// <summary>Commands a second of a CCI, as people read it; "-": not known yet.</summary>
    /// <param name="path">The device's QOM path.</param>
    /// <param name="ccis">Which; of several the sum.</param>
    public string Text(string path, params IEnumerable<CciView> ccis)
    {
        Look first = _looks.Peek();
        if (_last is null || first == _last)
            return "-";
        double seconds = time.GetElapsedTime(first.At, _last.At).TotalSeconds;
        double commands = 0;
        foreach (CciView cci in ccis)
        {
            // Counting began anew where there are fewer now.
            ulong before = first.Commands.GetValueOrDefault((path, cci.Who));
            commands += cci.Commands >= before ? cci.Commands - before : cci.Commands;
        }

        double rate = commands / Math.Max(seconds, 0.001);
        return rate.ToString(rate is > 0 and < 10 ? "0.0" : "0", System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed record Look(long At, IReadOnlyDictionary<(string Path, string Who), ulong> Commands);
}
