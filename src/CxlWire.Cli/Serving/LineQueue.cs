using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CxlWire.Cli.Serving;

/// <summary>
/// Lines on their way to a stream that may block for ever, written by a thread of their own. Appending never waits:
/// lines that find the queue full are dropped, and a line in their place tells how many.
/// </summary>
internal sealed class LineQueue : IDisposable
{
    /// <summary>Lines that wait at a time.</summary>
    public const int MaxLines = 4096;

    private readonly Stream _stream;
    private readonly Func<long, string> _describeDropped;
    private readonly TimeSpan _flushTimeout;
    private readonly Thread _writer;

    // Guarded by itself, with what is below.
    private readonly Queue<string> _lines = [];
    private long _dropped;
    private bool _isEnding;

    /// <summary>An empty queue.</summary>
    /// <param name="stream">Stays the caller's.</param>
    /// <param name="describeDropped">The line for so many that were dropped.</param>
    /// <param name="flushTimeout">How long disposing waits for lines that are left: they are lost afterwards.</param>
    public LineQueue(Stream stream, Func<long, string> describeDropped, TimeSpan flushTimeout)
    {
        _stream = stream;
        _describeDropped = describeDropped;
        _flushTimeout = flushTimeout;

        // In the background: a write that never returns must not keep the process from ending.
        _writer = new Thread(Write, maxStackSize: 256 * 1024) { IsBackground = true, Name = "cxlwire log" };
        _writer.Start();
    }

    /// <summary>Adds a line, without its end. Any thread may call.</summary>
    public void Append(string line)
    {
        lock (_lines)
        {
            if (_lines.Count >= MaxLines)
            {
                _dropped++;
                return;
            }

            AppendDropped();
            _lines.Enqueue(line);
            Monitor.Pulse(_lines);
        }
    }

    /// <summary>Writes what is left, as far as the stream takes it in time.</summary>
    public void Dispose()
    {
        lock (_lines)
        {
            _isEnding = true;
            Monitor.Pulse(_lines);
        }

        _writer.Join(_flushTimeout);
    }

    /// <summary>Where lines were dropped behind those that wait, says so. Called with the queue locked.</summary>
    private void AppendDropped()
    {
        if (_dropped == 0)
            return;
        _lines.Enqueue(_describeDropped(_dropped));
        _dropped = 0;
    }

    private void Write()
    {
        while (TryTake(out string? line))
        {
            try
            {
                _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
            catch (Exception e) when (FileSizeLimit.IsDiskError(e))
            {
                // There is nowhere to say so.
            }
        }
    }

    private bool TryTake([NotNullWhen(true)] out string? line)
    {
        lock (_lines)
        {
            while (true)
            {
                if (_lines.Count == 0)
                    AppendDropped();
                if (_lines.TryDequeue(out line))
                    return true;
                if (_isEnding)
                    return false;
                Monitor.Wait(_lines);
            }
        }
    }
}
