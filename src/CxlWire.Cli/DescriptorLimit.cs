using System.Runtime.InteropServices;

namespace CxlWire.Cli;

/// <summary>
/// How many file descriptors the system lets the process have (RLIMIT_NOFILE). The runtime has two for each of its
/// libraries, and ends the process where it gets none: so whoever starts says first what is not enough.
/// </summary>
internal static partial class DescriptorLimit
{
    /// <summary>What the runtime and the libraries of any command have at the most, and some.</summary>
    public const int Own = 128;

    private const int OpenFiles = 7;
    private const int StandardError = 2;

    /// <summary>Descriptors that the process may have; the runtime has raised that as far as it may.</summary>
    public static long Current =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && GetLimit(OpenFiles, out Limits limits) == 0
            ? (long)Math.Min(limits.Soft, long.MaxValue)
            : long.MaxValue;

    /// <summary>
    /// Whether a command can run at all; else says so, with nothing but what is loaded already.
    /// </summary>
    public static bool IsEnough()
    {
        if (Current >= Own)
            return true;
        ReadOnlySpan<byte> sentence =
            "cxlwire: Too many open files: 128 file descriptors are needed, and the limit (ulimit -n) is lower\n"u8;
        _ = Write(StandardError, sentence, (nuint)sentence.Length);
        return false;
    }

    /// <summary>Whether there are enough for what a command will open.</summary>
    /// <exception cref="CliException">There are not.</exception>
    public static void Check(int opened)
    {
        if (Current < Own + (long)opened)
            throw new CliException(
                $"Too many open files: {Own + opened} file descriptors are needed, and the limit (ulimit -n) is "
                    + $"{Current}");
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limits limits);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint length);

    /// <summary>struct rlimit.</summary>
    private struct Limits
    {
        public ulong Soft;
        public ulong Hard;
    }
}
