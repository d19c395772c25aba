using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>What kind of thing a path or descriptor is.</summary>
internal enum LinuxFileKind
{
    Other,
    Fifo,
    Socket,
}

/// <summary>Kind, mode and owner of a file, and the numbers that tell it from any other.</summary>
internal readonly record struct LinuxFileIdentity(
    LinuxFileKind Kind, int Permissions, uint Owner, ulong Device, ulong Inode)
{
    /// <summary>Whether both are the same file, whatever its mode has become.</summary>
    public bool IsSameAs(LinuxFileIdentity? other) => other is { } o && o.Device == Device && o.Inode == Inode;
}

/// <summary>
/// The Linux calls that .NET does not offer. Their structures and flags are part of the kernel's interface, the
/// same for every processor that .NET runs on.
/// </summary>
internal static partial class LinuxFile
{
    public const short PollIn = 0x1;
    public const short PollOut = 0x4;
    public const short PollError = 0x8;
    public const short PollHangUp = 0x10;

    private const int PeerCredentials = 17;
    private const int SocketLevel = 1;
    private const int SendDoNotWait = 0x40;
    private const int SendNoSignal = 0x4000;

    private const int OpenReadOnly = 0x0;
    private const int OpenWriteOnly = 0x1;
    private const int OpenNonBlocking = 0x800;
    private const int OpenCloseOnExec = 0x80000;
    private const int OpenPath = 0x200000;

    private const int ErrorNoEntry = 2;
    private const int ErrorInterrupted = 4;
    private const int ErrorNoReader = 6;
    private const int ErrorTryAgain = 11;
    private const int ErrorExists = 17;

    private const int AtCurrentDirectory = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const int AtEmptyPath = 0x1000;
    private const uint StatxTypeModeOwnerInode = 0x1 | 0x2 | 0x8 | 0x100;

    private const int GetStatusFlags = 3;
    private const int SetStatusFlags = 4;
    private const int DuplicateCloseOnExec = 1030;

    private const uint InotifyCloseNoWrite = 0x10;

    private const int AccessWrite = 2;

    private const uint OwnerReadWrite = 0x180;

    /// <summary>What is at a path, links not followed; null for nothing.</summary>
    public static LinuxFileIdentity? Identify(string path) => Identify(AtCurrentDirectory, path, AtSymlinkNoFollow);

    /// <summary>What a descriptor stands for.</summary>
    public static LinuxFileIdentity? Identify(int descriptor) => Identify(descriptor, "", AtEmptyPath);

    /// <summary>Whether a file is this process's user's.</summary>
    public static bool IsOurs(LinuxFileIdentity file) => file.Owner == GetUser();

    /// <summary>Whether the peer of a UNIX socket is this process's user, or root.</summary>
    public static bool IsFromUs(Socket socket)
    {
        // struct ucred: process, user, group.
        Span<int> credentials = stackalloc int[3];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        uint peer = (uint)credentials[1];
        return peer == 0 || peer == GetUser();
    }

    /// <summary>A handle that only keeps hold of what is at a path; null for nothing.</summary>
    public static SafeFileHandle? Pin(string path)
    {
        int descriptor = Open(path, OpenPath | OpenCloseOnExec);
        return descriptor < 0 && Marshal.GetLastPInvokeError() == ErrorNoEntry ? null : Own(descriptor, path);
    }

    /// <summary>Makes a FIFO of mode 0600.</summary>
    /// <returns>False where the path is taken.</returns>
    public static bool TryMakeFifo(string path)
    {
        if (MkFifo(path, OwnerReadWrite) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == ErrorExists ? false : throw LastError(path);
    }

    /// <summary>Opens a FIFO for reading, at once.</summary>
    public static SafeFileHandle OpenReader(string path) =>
        Own(Open(path, OpenReadOnly | OpenNonBlocking | OpenCloseOnExec), path);

    /// <summary>Opens a FIFO for writing, at once; null where nobody has it open for reading.</summary>
    public static SafeFileHandle? TryOpenWriter(string path)
    {
        int descriptor = Open(path, OpenWriteOnly | OpenNonBlocking | OpenCloseOnExec);
        return descriptor < 0 && Marshal.GetLastPInvokeError() == ErrorNoReader ? null : Own(descriptor, path);
    }

    /// <summary>Opens a FIFO for writing; blocks until somebody has it open for reading.</summary>
    public static SafeFileHandle OpenWriter(string path)
    {
        int descriptor;
        do
            descriptor = Open(path, OpenWriteOnly | OpenCloseOnExec);
        while (descriptor < 0 && Marshal.GetLastPInvokeError() == ErrorInterrupted);
        return Own(descriptor, path);
    }

    /// <summary>Another descriptor of the same open file.</summary>
    public static SafeFileHandle Duplicate(int descriptor) =>
        Own(FileControl(descriptor, DuplicateCloseOnExec, 0), "dup");

    /// <summary>Reads what is there, without waiting.</summary>
    /// <returns>Bytes read; 0 at the end; negative where there are none now.</returns>
    public static int ReadAvailable(SafeHandle handle, Span<byte> buffer) =>
        (int)Read(Descriptor(handle), buffer, (nuint)buffer.Length);

    /// <summary>Reads; false where there is nothing now, on a descriptor that does not block.</summary>
    public static bool TryRead(SafeHandle handle, Span<byte> buffer, out int length)
    {
        length = ReadAvailable(handle, buffer);
        return length >= 0 || (IsWorthATry() ? false : throw LastError("read"));
    }

    /// <summary>Writes to a descriptor that does not block what there is room for.</summary>
    /// <returns>Bytes written: 0 also where it failed, which whoever writes the rest will be told.</returns>
    public static int WriteAvailable(SafeHandle handle, ReadOnlySpan<byte> buffer) =>
        (int)Math.Max(0, Write(handle, buffer, (nuint)buffer.Length));

    /// <summary>Likewise, to a socket.</summary>
    public static int SendAvailable(SafeHandle handle, ReadOnlySpan<byte> buffer) =>
        (int)Math.Max(0, Send(handle, buffer, (nuint)buffer.Length, SendDoNotWait | SendNoSignal));

    /// <summary>Sends to a socket.</summary>
    /// <param name="handle">The socket.</param>
    /// <param name="buffer">Bytes to send.</param>
    /// <param name="length">Bytes sent, which may be fewer.</param>
    /// <returns>False where there is no room now, on a socket that does not block.</returns>
    public static bool TrySend(SafeHandle handle, ReadOnlySpan<byte> buffer, out int length)
    {
        nint sent = Send(Descriptor(handle), buffer, (nuint)buffer.Length, SendNoSignal);
        length = (int)Math.Max(0, sent);
        return sent >= 0 || (IsWorthATry() ? false : throw LastError("send"));
    }

    /// <summary>Whether calls on an open file wait where there is nothing to do yet.</summary>
    public static void SetBlocking(SafeHandle handle, bool blocks)
    {
        int flags = ReadStatusFlags(handle);
        int wanted = blocks ? flags & ~OpenNonBlocking : flags | OpenNonBlocking;
        if (wanted != flags)
            WriteStatusFlags(handle, wanted);
    }

    /// <summary>Whether a path can be opened for writing.</summary>
    public static bool CanWrite(string path) => Access(path, AccessWrite) == 0;

    /// <summary>Blocks until a descriptor is ready, has an error or is hung up.</summary>
    public static void WaitFor(SafeHandle handle, short events)
    {
        Span<PollEntry> entries = [new PollEntry { Descriptor = Descriptor(handle), Events = events }];
        Poll(entries, timeout: -1);
    }

    /// <summary>What a descriptor is ready for now; errors and hang-up are told unasked.</summary>
    public static short Poll(SafeHandle handle, short events)
    {
        Span<PollEntry> entries = [new PollEntry { Descriptor = Descriptor(handle), Events = events }];
        Poll(entries, timeout: 0);
        return entries[0].Happened;
    }

    /// <summary>Blocks until one of two descriptors can be read or is hung up.</summary>
    public static void WaitForInput(SafeHandle one, SafeHandle other)
    {
        Span<PollEntry> entries =
        [
            new PollEntry { Descriptor = Descriptor(one), Events = PollIn },
            new PollEntry { Descriptor = Descriptor(other), Events = PollIn },
        ];
        Poll(entries, timeout: -1);
    }

    /// <summary>
    /// Blocks until the first descriptor can be read, or another one is hung up or has nobody at its other end.
    /// </summary>
    /// <returns>Indexes of those others.</returns>
    public static IReadOnlyList<int> WaitForHangUp(IReadOnlyList<SafeHandle> handles)
    {
        var entries = new PollEntry[handles.Count];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = new PollEntry { Descriptor = Descriptor(handles[i]), Events = i == 0 ? PollIn : (short)0 };
        Poll(entries, timeout: -1);
        return [.. Enumerable.Range(1, entries.Length - 1).Where(i => entries[i].Happened != 0)];
    }

    /// <summary>A descriptor that can be read once 8 bytes, not all zero, were written to it.</summary>
    public static SafeFileHandle CreateEvent() => Own(EventFd(0, OpenNonBlocking | OpenCloseOnExec), "eventfd");

    /// <summary>Whether a descriptor from elsewhere is an eventfd.</summary>
    public static bool IsEvent(SafeHandle handle) =>
        new FileInfo($"/proc/self/fd/{Descriptor(handle)}").LinkTarget == "anon_inode:[eventfd]";

    /// <summary>
    /// Adds one to an eventfd from elsewhere, which may be such that a write blocks while it is full. Then it stays so:
    /// its readers have yet to see the last time. Does nothing where the handle has been closed meanwhile. Never
    /// blocks, but where the system has no <see cref="LinuxSignal"/> and it is filled just now.
    /// </summary>
    public static void SignalEvent(SafeHandle handle)
    {
        bool isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            if ((Poll(handle, PollOut) & PollOut) != 0 && !LinuxSignal.TryAdd(Descriptor(handle)))
                Write(Descriptor(handle), 1, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
        }
        finally
        {
            if (isHeld)
                handle.DangerousRelease();
        }
    }

    /// <summary>
    /// A descriptor that can be read once a descriptor of that file that was open for reading only has been
    /// closed; null where the system has no more of them.
    /// </summary>
    public static SafeFileHandle? TryWatchReaders(string path)
    {
        int descriptor = InotifyInit(OpenNonBlocking | OpenCloseOnExec);
        if (descriptor < 0)
            return null;
        SafeFileHandle handle = Own(descriptor, path);
        if (InotifyAddWatch(descriptor, path, InotifyCloseNoWrite) >= 0)
            return handle;
        handle.Dispose();
        return null;
    }

    /// <summary>Status flags of an open file, non-blocking among them, which other processes may share.</summary>
    public static int ReadStatusFlags(SafeHandle handle) => ReadStatusFlags(Descriptor(handle));

    /// <inheritdoc cref="ReadStatusFlags(SafeHandle)"/>
    public static int ReadStatusFlags(int descriptor) => FileControl(descriptor, GetStatusFlags, 0);

    /// <inheritdoc cref="ReadStatusFlags(SafeHandle)"/>
    public static void WriteStatusFlags(SafeHandle handle, int flags) =>
        FileControl(Descriptor(handle), SetStatusFlags, flags);

    private static bool IsWorthATry() => Marshal.GetLastPInvokeError() is ErrorTryAgain or ErrorInterrupted;

    private static int Descriptor(SafeHandle handle) => (int)handle.DangerousGetHandle();

    private static SafeFileHandle Own(int descriptor, string what) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError(what);

    private static void Poll(Span<PollEntry> entries, int timeout)
    {
        while (Poll(entries, (nuint)entries.Length, timeout) < 0)
        {
            if (Marshal.GetLastPInvokeError() != ErrorInterrupted)
                throw LastError("poll");
        }
    }

    private static LinuxFileIdentity? Identify(int directory, string path, int flags)
    {
        if (Statx(directory, path, flags, StatxTypeModeOwnerInode, out StatxBuffer found) != 0)
            return Marshal.GetLastPInvokeError() == ErrorNoEntry ? null : throw LastError(path);
        LinuxFileKind kind = (found.Mode & 0xF000) switch
        {
            0x1000 => LinuxFileKind.Fifo,
            0xC000 => LinuxFileKind.Socket,
            _ => LinuxFileKind.Other,
        };
        return new LinuxFileIdentity(
            kind, found.Mode & 0xFFF, found.Owner, ((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Inode);
    }

    private static IOException LastError(string what)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{what}: {error.Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, Span<byte> buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, in ulong value, nuint length);

    // Those two by their handles: somebody may close a connection while another writes to it.
    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeHandle handle, ReadOnlySpan<byte> buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint Send(SafeHandle handle, ReadOnlySpan<byte> buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int descriptor, ReadOnlySpan<byte> buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetUser();

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Span<PollEntry> entries, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int InotifyInit(int flags);

    [LibraryImport(
        "libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int InotifyAddWatch(int descriptor, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer buffer);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }

    /// <summary>struct statx of linux/stat.h, as far as it is used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
