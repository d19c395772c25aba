using System.Globalization;

namespace CxlWire.Transport;

/// <summary>
/// How many connections several servers may have open together. Each has a file descriptor, and a process that has
/// no more of them can open nothing else either.
/// </summary>
/// <param name="maximum">Connections, at least 1.</param>
public sealed class ConnectionLimit(int maximum)
{
    private int _open;

    /// <summary>Connections.</summary>
    public int Maximum => maximum;

    /// <summary>Connections that are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>What the file descriptors of this process allow.</summary>
    /// <param name="reserved">Descriptors for everything else.</param>
    /// <param name="otherwise">The limit where the system does not say.</param>
    public static ConnectionLimit OfProcess(int reserved, int otherwise = 1 << 16)
    {
        long room = (OperatingSystem.IsLinux() ? FileDescriptors() ?? otherwise : otherwise) - reserved;
        return new ConnectionLimit((int)Math.Clamp(room, 1, int.MaxValue));
    }

    internal bool TryTake()
    {
        if (Interlocked.Increment(ref _open) <= maximum)
            return true;
        Interlocked.Decrement(ref _open);
        return false;
    }

    internal void Return() => Interlocked.Decrement(ref _open);

    /// <summary>The limit in force: the runtime has raised it as far as it may.</summary>
    private static long? FileDescriptors()
    {
        string? line = File.ReadLines("/proc/self/limits")
            .FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, ..]
            && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
    }
}
