namespace CxlWire.Transport.Connections;

/// <summary>
/// A thread for one connection: it reads, answers and writes, each by a call that blocks, so nobody else has to be
/// woken for a message.
/// </summary>
internal static class ConnectionThread
{
    /// <summary>Threads of <see cref="TryRun"/> in the process; further connections do without.</summary>
    public const int Max = 256;

    private static int _running;

    /// <summary>Serves on a new thread.</summary>
    /// <param name="serve">Blocks until the connection is over.</param>
    /// <param name="name">What debuggers call the thread.</param>
    /// <returns>How it ended; null where there are as many threads as may be.</returns>
    public static Task? TryRun(Action serve, string name)
    {
        if (Interlocked.Increment(ref _running) <= Max)
        {
            return Run(
                () =>
                {
                    try
                    {
                        serve();
                    }
                    finally
                    {
                        Interlocked.Decrement(ref _running);
                    }
                },
                name);
        }

        Interlocked.Decrement(ref _running);
        return null;
    }

    /// <summary>Serves on a new thread, however many there are.</summary>
    /// <inheritdoc cref="TryRun"/>
    public static Task Run(Action serve, string name)
    {
        var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Complete(serve, served), maxStackSize: 256 * 1024)
        { IsBackground = true, Name = name };
        thread.Start();
        return served.Task;
    }

    private static void Complete(Action serve, TaskCompletionSource served)
    {
        try
        {
            serve();
            served.SetResult();
        }
        catch (OperationCanceledException e)
        {
            served.SetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            served.SetException(e);
        }
    }
}
