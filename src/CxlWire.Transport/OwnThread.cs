using System.Collections.Concurrent;

namespace CxlWire.Transport;

/// <summary>
/// A thread for one connection, on which all of it runs: what it awaits goes on there. Most of the time it blocks in
/// a read, and answers without anybody else having to be woken.
/// </summary>
internal sealed class OwnThread : SynchronizationContext
{
    /// <summary>Threads that there may be in the process; further connections do without.</summary>
    public const int Most = 256;

    private static int _running;

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];
    private readonly TaskCompletionSource<Task> _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OwnThread()
    {
    }

    /// <summary>Serves on a new thread; null where there are as many as may be.</summary>
    public static Task? TryRun(Func<Task> serve)
    {
        if (Interlocked.Increment(ref _running) > Most)
        {
            Interlocked.Decrement(ref _running);
            return null;
        }

        var context = new OwnThread();
        var thread = new Thread(() => context.Run(serve), maxStackSize: 256 * 1024)
        {
            IsBackground = true,
            Name = "cxlwire connection",
        };
        thread.Start();
        return context._served.Task.Unwrap();
    }

    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

    private void Run(Func<Task> serve)
    {
        SetSynchronizationContext(this);
        Task serving = serve();

        // Its last step may be taken elsewhere.
        serving.ContinueWith(
            _ => Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!serving.IsCompleted)
        {
            (SendOrPostCallback callback, object? state) = _work.Take();
            callback(state);
        }

        Interlocked.Decrement(ref _running);
        _served.SetResult(serving);
    }
}
