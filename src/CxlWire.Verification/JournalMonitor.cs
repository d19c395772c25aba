using CxlWire.Device;
using CxlWire.Device.Journal;
using CxlWire.Verification.Conditions;

namespace CxlWire.Verification;

/// <summary>
/// Knows what has happened to a device since it was made, or <see cref="Reset"/>, and who waits for something: as far
/// as the device's journal keeps it, the newest <see cref="DeviceJournal.Size"/> bytes. Counts miss nothing. It has no
/// thread: the device's steps have it look, where somebody waits. Any thread may call, without the device's gate.
/// </summary>
public sealed class JournalMonitor : IDisposable
{
    private readonly CxlDevice _device;
    private readonly JournalReader _reader;

    // All below is used with the device's gate held.
    private readonly JournalEntry _entry = new();
    private readonly JournalCounts _counts = new();
    private readonly List<Waiter> _waiters = [];
    private long _first;
    private bool _isOver;

    /// <summary>Takes note from now on.</summary>
    /// <param name="device">The device.</param>
    public JournalMonitor(CxlDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        lock (device.Gate)
        {
            _reader = device.Journal.Open(isLossless: false, OnStepEnded);
            _first = _reader.Position;
        }
    }

    /// <summary>Waits until a condition is met. Nothing but the condition and the time ends the wait.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="timeout">How long; none: it is only looked at.</param>
    /// <param name="clock">By which that is measured; null: the system's.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Empty: it is met. Else what is not, when the time is over: <see cref="Condition.Explain"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The device has no such host.</exception>
    public async Task<string> WaitAsync(
        Condition condition,
        TimeSpan timeout,
        TimeProvider? clock = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Waiter waiter;
        lock (_device.Gate)
        {
            Count();
            if (_isOver || timeout <= TimeSpan.Zero || condition.IsMet(_device, _counts))
                return condition.Explain(_device, _counts);
            waiter = new Waiter(condition);
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Met.Task.WaitAsync(timeout, clock ?? TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
            return "";
        }
        catch (TimeoutException)
        {
            lock (_device.Gate)
            {
                Count();
                return condition.Explain(_device, _counts);
            }
        }
        finally
        {
            lock (_device.Gate)
                _waiters.Remove(waiter);
        }
    }

    /// <summary>Waits until an entry is there to be read, or the time is over.</summary>
    /// <param name="number">Number of the entry, or of one that may come before it.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="clock">By which that is measured; null: the system's.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public Task WaitForEntryAsync(
        long number, TimeSpan timeout, TimeProvider? clock = null, CancellationToken cancellationToken = default) =>
        WaitAsync(new EntryIsThere(number), timeout, clock, cancellationToken);

    /// <summary>Takes note that a rule of the host was violated; whoever judges says so.</summary>
    /// <param name="rule">"H1".</param>
    public void Violated(string rule)
    {
        lock (_device.Gate)
        {
            _counts.Violated(rule);
            Count();
            TellWaiters();
        }
    }

    /// <summary>Commands that a CCI has answered since counting began.</summary>
    /// <param name="hostId">The host whose CCI it is; null: the Fabric Manager's.</param>
    public long CommandsOf(int? hostId)
    {
        lock (_device.Gate)
        {
            Count();
            return _counts.Commands(hostId);
        }
    }

    /// <summary>Forgets what has happened: counting begins anew, and what <see cref="Read"/> gives.</summary>
    public void Reset()
    {
        lock (_device.Gate)
        {
            Count();
            _counts.Reset();
            _first = _reader.Position;
        }
    }

    /// <summary>Reads what has happened up to now, as far as it is kept; the caller disposes of the reader.</summary>
    /// <param name="since">Number of the first entry that is of interest.</param>
    public JournalReader Read(long since = 0)
    {
        lock (_device.Gate)
        {
            JournalReader reader = _device.Journal.OpenAt(Math.Max(since, _first));
            reader.Finish();
            return reader;
        }
    }

    /// <summary>Ends it; who waits still is told by an <see cref="OperationCanceledException"/>.</summary>
    public void Dispose()
    {
        lock (_device.Gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            _reader.Dispose();
            foreach (Waiter waiter in _waiters)
                waiter.Met.TrySetCanceled();
        }
    }

    // Called with the gate held: what nobody waits for is counted in large portions.
    private void OnStepEnded()
    {
        if (_waiters.Count > 0)
        {
            Count();
            TellWaiters();
        }
        else if (_reader.IsBehind)
        {
            Count();
        }
    }

    private void Count()
    {
        while (_reader.TryRead(_entry))
            _counts.Take(_entry);
    }

    private void TellWaiters()
    {
        foreach (Waiter waiter in _waiters)
        {
            if (waiter.Condition.IsMet(_device, _counts))
                waiter.Met.TrySetResult();
        }
    }

    private sealed record Waiter(Condition Condition)
    {
        public TaskCompletionSource Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
