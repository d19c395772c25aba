namespace CxlWire.Control;

/// <summary>The events that wait for the peer.</summary>
internal sealed partial class QmpSession
{
    /// <summary>Queues an event. Any thread may call, and none is held up.</summary>
    public void Post(ReadOnlyMemory<byte> line)
    {
        lock (_eventsLock)
        {
            if (_takesNoEvents)
                return;
            (int count, long bytes) = (_events.Count, _eventBytes);
            if (count == 0 || (count < MaximumWaitingEvents && bytes + line.Length <= MaximumWaitingBytes))
            {
                _events.Enqueue(line);
                _eventBytes += line.Length;
                _eventsWait.TrySetResult();
                return;
            }

            // An event lost in silence would be worse: who waits for it would wait for ever.
            _takesNoEvents = true;
            _events.Clear();

            // Not on this thread, which is a device's and may hold its gate; the session's end logs it.
            _dropped = (count, bytes);
            _cancelling = _ends.CancelAsync();
        }
    }

    /// <summary>Whether there is room for such an event; where there is none, it is counted.</summary>
    public bool Takes(Frequent kind)
    {
        lock (_eventsLock)
        {
            if (_events.Count >= MaximumBeforeRefusal)
            {
                _missed[(int)kind]++;
                return false;
            }

            if (TryTakeMissed(out ReadOnlyMemory<byte> line, kind))
                Post(line);
            return true;
        }
    }

    private bool TryTakeEvent(out ReadOnlyMemory<byte> line)
    {
        lock (_eventsLock)
        {
            if (_events.TryDequeue(out line!))
            {
                _eventBytes -= line.Length;
                return true;
            }

            if (TryTakeMissed(out line, Frequent.Refusal) || TryTakeMissed(out line, Frequent.Fault))
                return true;

            if (_eventsWait.Task.IsCompleted)
                _eventsWait = NewSignal();
            return false;
        }
    }

    private bool TryTakeMissed(out ReadOnlyMemory<byte> line, Frequent kind)
    {
        long missed = _missed[(int)kind];
        _missed[(int)kind] = 0;
        line = missed > 0 ? _server.Events.Missed(kind, missed) : default;
        return missed > 0;
    }
}
