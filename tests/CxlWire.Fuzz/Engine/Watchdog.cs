namespace CxlWire.Fuzz.Engine;

/// <summary>
/// Notices an input that does not come to an end. A thread cannot be stopped from outside: the input is handed over,
/// and the process ends.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Action<byte[][]> _hangs;
    private readonly TimeSpan _patience;
    private readonly Timer _timer;
    private byte[][]? _pieces;
    private long _since;

    /// <param name="patience">For one input; generous, for other processes want the processor, too.</param>
    /// <param name="hangs">Takes the input that did not end.</param>
    public Watchdog(TimeSpan patience, Action<byte[][]> hangs)
    {
        _patience = patience;
        _hangs = hangs;
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>An input begins.</summary>
    public void Begin(byte[][] pieces)
    {
        lock (_lock)
            (_pieces, _since) = (pieces, Environment.TickCount64);
    }

    /// <summary>It has ended.</summary>
    public void End()
    {
        lock (_lock)
            _pieces = null;
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        byte[][]? hanging;
        lock (_lock)
            hanging = _pieces is not null && Environment.TickCount64 - _since > _patience.TotalMilliseconds
                ? _pieces : null;
        if (hanging is not null)
            _hangs(hanging);
    }
}
