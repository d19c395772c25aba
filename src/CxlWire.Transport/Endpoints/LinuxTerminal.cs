using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>Linux's terminals, as lines that carry bytes as they are.</summary>
internal static partial class LinuxTerminal
{
    private const int OpenReadWrite = 0x2;
    private const int OpenNoControl = 0x100;
    private const int OpenNonBlocking = 0x800;
    private const int OpenCloseOnExec = 0x80000;
    private const int SetNow = 0;
    private const uint OwnerReadWrite = 0x180;

    // What struct termios takes at most, whatever the processor and the library; only the library looks into it.
    private const int SettingsSize = 256;

    /// <summary>Opens a terminal, or a serial port, in raw mode: no echo, no lines, no signals.</summary>
    /// <exception cref="IOException">It cannot be opened, or is none.</exception>
    public static SafeFileHandle OpenRaw(string path)
    {
        SafeFileHandle handle = Own(
            Open(path, OpenReadWrite | OpenNoControl | OpenNonBlocking | OpenCloseOnExec), path);
        try
        {
            Span<byte> settings = stackalloc byte[SettingsSize];
            settings.Clear();
            if (GetSettings(Descriptor(handle), settings) != 0)
                throw LastError(path);
            MakeRaw(settings);
            if (SetSettings(Descriptor(handle), SetNow, settings) != 0)
                throw LastError(path);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Makes a pseudo terminal whose other end is this user's alone.</summary>
    /// <param name="path">Path of that end.</param>
    /// <returns>The end that is held here.</returns>
    /// <exception cref="IOException">The system has no more of them.</exception>
    public static SafeFileHandle Create(out string path)
    {
        SafeFileHandle handle = Own(OpenMaster(OpenReadWrite | OpenNoControl), "posix_openpt");
        try
        {
            Span<byte> name = stackalloc byte[128];
            if (Grant(Descriptor(handle)) != 0 || Unlock(Descriptor(handle)) != 0
                || NameOf(Descriptor(handle), name, (nuint)name.Length) != 0)
            {
                throw LastError("pseudo terminal");
            }

            path = Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
            return ChangeMode(path, OwnerReadWrite) == 0 ? handle : throw LastError(path);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static int Descriptor(SafeHandle handle) => (int)handle.DangerousGetHandle();

    private static SafeFileHandle Own(int descriptor, string what) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError(what);

    private static IOException LastError(string what)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{what}: {error.Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(int descriptor, Span<byte> name, nuint length);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetSettings(int descriptor, Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetSettings(int descriptor, int when, ReadOnlySpan<byte> settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(Span<byte> settings);
}
