using CxlWire.Device;
using CxlWire.Device.Journal;

namespace CxlWire.Judge;

/// <summary>
/// Judges the drivers of a device while it is served, on a thread of its own. While that falls behind, whoever wants to
/// enter the device's gate waits.
/// </summary>
public sealed class JournalWatch : IDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    // Guards all that is below.
    private readonly Lock _lock = new();
    private readonly DriverJudge _judge;
    private readonly Action<Violation> _violated;
    private readonly JournalReader _reader;
    private readonly JudgedJournal _journal;
    private readonly Thread _thread;
    private readonly ITimer _timer;
    private bool _isOver;

    /// <summary>Judges from now on.</summary>
    /// <param name="device">Nobody has spoken to it.</param>
    /// <param name="options">The defaults where null.</param>
    /// <param name="violated">Told of each violation, on other threads, without the device's gate.</param>
    public JournalWatch(CxlDevice device, JudgeOptions? options, Action<Violation> violated)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(violated);
        _violated = violated;
        _judge = new DriverJudge(device.Configuration, options);
        using (device.Enter())
            _reader = device.Journal.Open(isLossless: true);
        _journal = new JudgedJournal(_judge, _reader, device.Time);
        _thread = new Thread(Watch) { Name = "judge", IsBackground = true };
        _thread.Start();
        lock (_lock)
            _timer = device.Time.CreateTimer(_ => Look(), null, _look, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What became of the rules so far.</summary>
    public Verdicts Verdicts
    {
        get
        {
            lock (_lock)
                return _judge.Verdicts;
        }
    }

    /// <summary>Judges what has happened so far, and what time has made late, before it returns.</summary>
    public void CatchUp()
    {
        lock (_lock)
            ReadAndWait();
    }

    /// <summary>Ends it, when all that has happened is judged.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _reader.Finish();
        _thread.Join();
        lock (_lock)
        {
            _isOver = true;
            _reader.Dispose();
        }
    }

    private void Watch()
    {
        while (_reader.Wait())
        {
            lock (_lock)
                Read();
        }
    }

    /// <summary>Time passes also where nothing happens.</summary>
    private void Look()
    {
        lock (_lock)
        {
            if (ReadAndWait())
                _timer.Change(_look, Timeout.InfiniteTimeSpan);
        }
    }

    /// <returns>False: it is over.</returns>
    private bool ReadAndWait()
    {
        if (_isOver)
            return false;
        Read();
        Tell(_journal.Wait());
        return true;
    }

    private void Read()
    {
        while (_journal.TryTake(out _, out IReadOnlyList<Violation> violations))
            Tell(violations);
    }

    private void Tell(IReadOnlyList<Violation> violations)
    {
        foreach (Violation violation in violations)
            _violated(violation);
    }
}
