using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace CxlWire.Cli;

/// <summary>
/// The system's limit on the size of files (RLIMIT_FSIZE), which ends a process that goes beyond it, unless the process
/// says that it takes an error for it, as for a full disk.
/// </summary>
internal static partial class FileSizeLimit
{
    private const int FileSizeExceeded = 25;
    private const nint Ignore = 1;

    /// <summary>A write beyond the limit is an error from now on.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void TakeAsError() => _ = Signal(FileSizeExceeded, Ignore);

    /// <summary>Whether a file could not be written: for this limit .NET has an exception of another kind.</summary>
    public static bool IsDiskError(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
