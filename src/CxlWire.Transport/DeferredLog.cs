using Microsoft.Extensions.Logging;

namespace CxlWire.Transport;

/// <summary>
/// Lines about what happens inside a device's gate, logged outside of it: a logger may block. Those for which there is
/// no room are counted, and the count is logged in their place.
/// </summary>
internal sealed class DeferredLog(ILogger logger) : IThreadPoolWorkItem
{
    private const int MaxWaiting = 1024;

    private readonly Lock _writing = new();

    // Guarded by itself, with what is below.
    private readonly Queue<Action<ILogger>> _waiting = [];
    private long _dropped;
    private volatile bool _isPending;

    /// <summary>Keeps a line. To be called with the gate held.</summary>
    /// <param name="line">Logs it.</param>
    public void Add(Action<ILogger> line)
    {
        lock (_waiting)
        {
            if (_waiting.Count == MaxWaiting)
            {
                _dropped++;
                return;
            }

            _waiting.Enqueue(line);
            if (_isPending)
                return;
            _isPending = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Logs what waits, or waits for who does. To be called without the gate.</summary>
    public void Flush()
    {
        if (!_isPending)
            return;
        lock (_writing)
        {
            while (TakeNext() is { } line)
                Write(line);
        }
    }

    void IThreadPoolWorkItem.Execute() => Flush();

    private void Write(Action<ILogger> line)
    {
        try
        {
            line(logger);
        }
        catch (Exception)
        {
            // A logger that fails has nobody to say so to, and whoever flushes has done nothing wrong.
        }
    }

    private Action<ILogger>? TakeNext()
    {
        lock (_waiting)
        {
            if (_waiting.TryDequeue(out Action<ILogger>? line))
                return line;
            if (_dropped > 0)
            {
                long count = _dropped;
                _dropped = 0;
                return log => Log.LinesDropped(log, count);
            }

            _isPending = false;
            return null;
        }
    }
}
