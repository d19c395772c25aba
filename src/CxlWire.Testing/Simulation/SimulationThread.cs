namespace CxlWire.Testing.Simulation;

/// <summary>
/// The one thread of a <see cref="DeviceSimulation"/>: whatever is awaited goes on here, one thing after the other, in
/// the order in which it came to be ready. So the same beginning has the same end.
/// </summary>
internal sealed class SimulationThread : SynchronizationContext
{
    // Where nothing is left to be done and no timer is set, somebody else may be about to bring work: .NET's thread
    // pool at the end of a simulation.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    // Commands take a few each: nobody who waits between them comes near.
    private const int MaxInSecond = 200_000;

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private int _owner;
    private volatile bool _hasEnded;
    private volatile bool _wasLeft;

    /// <summary>A thread that does nothing yet.</summary>
    public SimulationThread() => Time = new SimulatedTime(this);

    /// <summary>The clock.</summary>
    public SimulatedTime Time { get; }

    /// <summary>Called after each thing that was done; null: nobody is.</summary>
    public Action? Done { get; set; }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready)
        {
            _ready.Enqueue((d, state));
            Monitor.Pulse(_ready);
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("a simulation waits for nothing: await it");

    /// <summary>Complains where another thread calls.</summary>
    /// <exception cref="InvalidOperationException">It does.</exception>
    public void CheckIsCurrent()
    {
        _wasLeft |= _owner != Environment.CurrentManagedThreadId && !_hasEnded;
        ThrowIfLeft();
    }

    /// <summary>Complains where another thread has called.</summary>
    /// <exception cref="InvalidOperationException">One has.</exception>
    public void ThrowIfLeft()
    {
        if (_wasLeft)
        {
            throw new InvalidOperationException(
                "in a simulation the driver runs on one thread: no Task.Run, no ConfigureAwait(false), no threads");
        }
    }

    /// <summary>Does all that there is to do until something has ended, on the caller's thread.</summary>
    /// <param name="main">What has to end.</param>
    /// <exception cref="SpinException">So much is done within a second that it will not end.</exception>
    /// <exception cref="TimeoutException">Nothing is left to be done, and it has not ended.</exception>
    public void Run(Func<Task> main)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        _owner = Environment.CurrentManagedThreadId;
        try
        {
            Task ending = main();
            Go(ending);
            ending.GetAwaiter().GetResult();
        }
        finally
        {
            _hasEnded = true;
            SetSynchronizationContext(before);
        }
    }

    private void Go(Task ending)
    {
        TimeSpan second = Time.Elapsed;
        int done = 0;
        while (!ending.IsCompleted)
        {
            if (TryTake(out (SendOrPostCallback Callback, object? State) next))
            {
                next.Callback(next.State);
            }
            else if (!Time.TryAdvance())
            {
                WaitForOthers();
                continue;
            }

            Done?.Invoke();
            if (Time.Elapsed - second >= TimeSpan.FromSeconds(1))
                (second, done) = (Time.Elapsed, 0);
            if (++done > MaxInSecond)
                throw new SpinException();
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_ready)
            return _ready.TryDequeue(out next);
    }

    private void WaitForOthers()
    {
        lock (_ready)
        {
            if (_ready.Count == 0 && !Monitor.Wait(_ready, _patience))
                throw new TimeoutException("the simulation waits for what nobody does");
        }
    }
}
