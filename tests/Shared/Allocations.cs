namespace CxlWire.Tests;

/// <summary>What code allocates on the thread that runs it.</summary>
internal static class Allocations
{
    /// <summary>
    /// Bytes, the least of five runs. The runtime allocates for purposes of its own, where code is compiled or another
    /// thread collects; what the code itself allocates, it allocates each time.
    /// </summary>
    public static long Least(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int i = 0; i < 5 && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
