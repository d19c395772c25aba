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

    /// <summary>Sends all of the bytes; the descriptors go with the first of them.</summary>
    /// <param name="socket">Connected and blocking.</param>
    /// <param name="bytes">Not empty where there are descriptors.</param>
    /// <param name="count">Descriptors, made for this and closed again.</param>
    /// <param name="kind">0 and 1: event descriptors, 2: /dev/null, 3: a folder.</param>
    /// <exception cref="IOException">The peer is gone.</exception>
    public static void Send(Socket socket, ReadOnlySpan<byte> bytes, int count, int kind)
    {
        if (bytes.IsEmpty)
            return;
        var descriptors = new List<SafeFileHandle>();
        try
        {
            for (int i = 0; i < count; i++)
                descriptors.Add(Open(kind));
            Send(socket, bytes, descriptors);
        }
        finally
        {
            descriptors.ForEach(d => d.Dispose());
        }
    }

    private static SafeFileHandle Open(int kind) => kind switch
    {
        2 => File.OpenHandle("/dev/null"),
        3 => new SafeFileHandle(OpenFolder("/tmp", 0x10000), ownsHandle: true),
        _ => new SafeFileHandle(CreateEvent(0, 0x80000), ownsHandle: true),
    };

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
