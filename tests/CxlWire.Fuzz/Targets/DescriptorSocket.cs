using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Fuzz.Targets;

/// <summary>Sends bytes with descriptors over a UNIX socket, as a virtual machine monitor does.</summary>
internal static partial class DescriptorSocket
{
    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int NoSignal = 0x4000;

    /// <summary>The kind of descriptor that is one event, over and over.</summary>
    public const int Hostile = 4;

    /// <summary>Sends all of the bytes; the descriptors go with the first of them.</summary>
    /// <param name="socket">Connected and blocking.</param>
    /// <param name="bytes">Not empty where there are descriptors.</param>
    /// <param name="count">Descriptors, made for this and closed again.</param>
    /// <param name="kind">
    /// 0: events; 1: events that are full, and block; 2: /dev/null; 3: a folder; 4: <paramref name="hostile"/>, over
    /// and over; 5: epolls; 6: pipes; 7: sockets.
    /// </param>
    /// <param name="hostile">An event whose owner never leaves it alone.</param>
    /// <exception cref="IOException">The peer is gone.</exception>
    public static void Send(
        Socket socket, ReadOnlySpan<byte> bytes, int count = 0, int kind = 0, SafeFileHandle? hostile = null)
    {
        if (bytes.IsEmpty)
            return;
        var descriptors = new List<SafeFileHandle>();
        try
        {
            for (int i = 0; i < count; i++)
                descriptors.Add(kind == Hostile ? hostile! : Open(kind));
            Send(socket, bytes, descriptors);
        }
        finally
        {
            if (kind != Hostile)
                descriptors.ForEach(d => d.Dispose());
        }
    }

    private static SafeFileHandle Open(int kind) => kind switch
    {
        1 => OpenFull(),
        5 => new SafeFileHandle(CreateEpoll(0x80000), ownsHandle: true),
        6 => OpenPipe(),
        7 => new SafeFileHandle(CreateSocket(1, 0x80001, 0), ownsHandle: true),
        2 => File.OpenHandle("/dev/null"),
        3 => new SafeFileHandle(OpenFolder("/tmp", 0x10000), ownsHandle: true),
        _ => new SafeFileHandle(CreateEvent(0, 0x80000), ownsHandle: true),
    };

    private static SafeFileHandle OpenFull()
    {
        var made = new SafeFileHandle(CreateEvent(uint.MaxValue, 0x80000), ownsHandle: true);
        RandomAccess.Write(made, BitConverter.GetBytes(ulong.MaxValue - 1 - uint.MaxValue), 0);
        return made;
    }

    private static SafeFileHandle OpenPipe()
    {
        int[] ends = new int[2];
        CreatePipe(ends, 0x80000);
        new SafeFileHandle(ends[0], ownsHandle: true).Dispose();
        return new SafeFileHandle(ends[1], ownsHandle: true);
    }

    private static void Send(Socket socket, ReadOnlySpan<byte> bytes, List<SafeFileHandle> descriptors)
    {
        byte[] data = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(data);
        int used = nint.Size + (2 * sizeof(int)) + (descriptors.Count * sizeof(int));
        byte[] control = GC.AllocateArray<byte>((used + nint.Size - 1) & -nint.Size, pinned: true);
        MemoryMarshal.Write(control, (nint)used);
        MemoryMarshal.Write(control.AsSpan(nint.Size), SocketLevel);
        MemoryMarshal.Write(control.AsSpan(nint.Size + sizeof(int)), Rights);
        for (int i = 0; i < descriptors.Count; i++)
            MemoryMarshal.Write(
                control.AsSpan(nint.Size + ((2 + i) * sizeof(int))), (int)descriptors[i].DangerousGetHandle());
        IoVector[] vector = GC.AllocateArray<IoVector>(1, pinned: true);
        for (int sent = 0; sent < data.Length;)
        {
            vector[0] =
                new IoVector
                {
                    Base = Marshal.UnsafeAddrOfPinnedArrayElement(data, sent),
                    Length = (nuint)(data.Length - sent)
                };
            bool first = sent == 0 && descriptors.Count > 0;
            var header = new MessageHeader
            {
                Vector = Marshal.UnsafeAddrOfPinnedArrayElement(vector, 0),
                VectorCount = 1,
                Control = first ? Marshal.UnsafeAddrOfPinnedArrayElement(control, 0) : 0,
                ControlLength = (nuint)(first ? control.Length : 0),
            };
            nint length = SendMessage((int)socket.SafeHandle.DangerousGetHandle(), ref header, NoSignal);
            if (length < 0)
                throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
            sent += (int)length;
        }
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(int descriptor, ref MessageHeader header, int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateEvent(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int CreateEpoll(int flags);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int CreatePipe([Out] int[] ends, int flags);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenFolder(string path, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct IoVector
    {
        public nint Base;
        public nuint Length;
    }

    /// <summary>struct msghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public nint Name;
        public uint NameLength;
        public nint Vector;
        public nuint VectorCount;
        public nint Control;
        public nuint ControlLength;
        public int Flags;
    }
}
