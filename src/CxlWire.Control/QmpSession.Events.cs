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

    /// <summary>Whether there is room for the event of a refusal; where there is none, it is counted.</summary>
    public bool TakesRefusal()
    {
        lock (_eventsLock)
        {
            if (_events.Count >= MaximumBeforeRefusal)
            {
                _missedRefusals++;
                return false;
            }

            if (_missedRefusals > 0)
                Post(TakeMissed());
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

            if (_missedRefusals > 0)
            {
                line = TakeMissed();
                return true;
            }

            if (_eventsWait.Task.IsCompleted)
                _eventsWait = NewSignal();
            return false;
        }
    }

    private ReadOnlyMemory<byte> TakeMissed()
    {
        long missed = _missedRefusals;
        _missedRefusals = 0;
        return _server.Events.RefusalsMissed(missed);
    }
}
