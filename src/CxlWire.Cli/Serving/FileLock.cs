using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Cli.Serving;

/// <summary>
/// A lock on an open file that another process, or another open file of this one, cannot have meanwhile. It is the
/// kernel's: it ends with the process, however that ends, and holds whatever names the file has. Who only reads the
/// file is not kept out.
/// </summary>
internal static partial class FileLock
{
    private const int SetOpenFileLock = 37;
    private const short WriteLock = 1;
    private const int ErrorTryAgain = 11;

    /// <summary>How to open a file that is to be locked: elsewhere than on Linux that is the lock.</summary>
    public static FileShare Share => OperatingSystem.IsLinux() ? FileShare.ReadWrite : FileShare.None;

    /// <summary>Locks a file, for as long as it is open.</summary>
    /// <exception cref="IOException">Somebody else has it locked.</exception>
    public static void Take(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var wanted = new OpenFileLock { Type = WriteLock };
        if (FileControl(file, SetOpenFileLock, wanted) != 0 && Marshal.GetLastPInvokeError() == ErrorTryAgain)
            throw new IOException("in use by another process");
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(SafeFileHandle file, int command, in OpenFileLock wanted);

    /// <summary>struct flock of linux/fcntl.h; all zero is the whole file.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct OpenFileLock
    {
        [FieldOffset(0)]
        public short Type;
    }
}
