using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.VfioUser;

/// <summary>
/// A UNIX stream socket whose peer passes descriptors along, read and written by one thread that blocks. Allocates
/// nothing for bytes that come without descriptors, nor for descriptors that are closed again.
/// </summary>
/// <remarks>
/// The kernel hands descriptors out with a range of bytes that begins anywhere before those they were sent with and
/// ends with them. Whose they are is known only to who never reads past the end of a message: headers and bodies
/// are read one by one, and <see cref="CloseDescriptors"/> comes after each message.
/// </remarks>
internal sealed partial class LinuxMessageSocket : IDisposable
{
    /// <summary>Descriptors that one message may bring.</summary>
    public const int MaximumDescriptors = 16;

    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int NoSignal = 0x4000;
    private const int ControlTruncated = 0x8;
    private const int CloseOnExec = 0x40000000;
    private const int ErrorInterrupted = 4;

    // A control message: its length in a word, level, type, then 4 bytes for each descriptor, up to a whole word.
    private static readonly int _level = nint.Size;
    private static readonly int _type = _level + sizeof(int);
    private static readonly int _rights = _type + sizeof(int);

    private readonly Socket _socket;
    private readonly int[] _descriptors = new int[MaximumDescriptors];

    // The kernel is given their addresses: they do not move.
    private readonly byte[] _buffer;
    private readonly IoVector[] _vector = GC.AllocateArray<IoVector>(1, pinned: true);
    private readonly byte[] _control =
        GC.AllocateArray<byte>((2 * sizeof(int)) + nint.Size + (MaximumDescriptors * sizeof(int)), pinned: true);

    /// <summary>Takes over neither of them.</summary>
    /// <param name="socket">Connected and blocking.</param>
    /// <param name="buffer">Pinned. What is received, and sent.</param>
    public LinuxMessageSocket(Socket socket, byte[] buffer)
    {
        _socket = socket;
        _buffer = buffer;
    }

    /// <summary>What is received and sent.</summary>
    public Span<byte> Buffer => _buffer;

    /// <summary>Descriptors that have come and were not taken since the last <see cref="CloseDescriptors"/>.</summary>
    public int DescriptorCount { get; private set; }

    private int Descriptor => (int)_socket.SafeHandle.DangerousGetHandle();

    /// <summary>Blocks until these bytes of the buffer are filled.</summary>
    /// <returns>Bytes received: fewer at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">More descriptors have come than one message may bring.</exception>
    /// <exception cref="IOException">The connection is broken.</exception>
    public int Receive(int offset, int count)
    {
        int received = 0;
        while (received < count)
        {
            _vector[0].Base = Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, offset + received);
            _vector[0].Length = (nuint)(count - received);
            var header = new MessageHeader
            {
                Vector = Marshal.UnsafeAddrOfPinnedArrayElement(_vector, 0),
                VectorCount = 1,
                Control = Marshal.UnsafeAddrOfPinnedArrayElement(_control, 0),
                ControlLength = (nuint)_control.Length,
            };
            int length = (int)ReceiveMessage(Descriptor, ref header, CloseOnExec);
            if (length < 0)
            {
                int error = Marshal.GetLastPInvokeError();
                if (error != ErrorInterrupted)
                    throw Failed(error);
                continue;
            }

            if (header.ControlLength != 0 || (header.Flags & ControlTruncated) != 0)
                Keep(_control.AsSpan(0, (int)header.ControlLength), (header.Flags & ControlTruncated) != 0);
            if (length == 0)
                break;
            received += length;
        }

        return received;
    }

    /// <summary>Sends the first bytes of the buffer; blocks while the peer does not take them.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public void Send(int count)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, count);
        while (!rest.IsEmpty)
        {
            int sent = (int)Send(Descriptor, rest, (nuint)rest.Length, NoSignal);
            if (sent >= 0)
                rest = rest[sent..];
            else if (Marshal.GetLastPInvokeError() is var error and not ErrorInterrupted)
                throw Failed(error);
        }
    }

    /// <summary>Gives all descriptors away, in the order they came.</summary>
    public SafeFileHandle[] TakeDescriptors()
    {
        var taken = new SafeFileHandle[DescriptorCount];
        for (int i = 0; i < taken.Length; i++)
            taken[i] = new SafeFileHandle(_descriptors[i], ownsHandle: true);
        DescriptorCount = 0;
        return taken;
    }

    /// <summary>Closes those that nobody took.</summary>
    public void CloseDescriptors()
    {
        while (DescriptorCount > 0)
            _ = Close(_descriptors[--DescriptorCount]);
    }

    public void Dispose() => CloseDescriptors();

    private void Keep(ReadOnlySpan<byte> control, bool isTruncated)
    {
        while (control.Length >= _rights)
        {
            int length = Math.Clamp((int)MemoryMarshal.Read<nint>(control), _rights, control.Length);
            if (MemoryMarshal.Read<int>(control[_level..]) == SocketLevel
                && MemoryMarshal.Read<int>(control[_type..]) == Rights)
            {
                foreach (int descriptor in MemoryMarshal.Cast<byte, int>(control[_rights..length]))
                {
                    if (DescriptorCount < MaximumDescriptors)
                    {
                        _descriptors[DescriptorCount++] = descriptor;
                        continue;
                    }

                    _ = Close(descriptor);
                    isTruncated = true;
                }
            }

            control = control[Math.Min((length + nint.Size - 1) & -nint.Size, control.Length)..];
        }

        // The kernel has closed those that it found no room for.
        if (isTruncated)
            throw new InvalidDataException($"more than {MaximumDescriptors} descriptors came with one message");
    }

    private static IOException Failed(int error) => new(new Win32Exception(error).Message);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(int descriptor, ref MessageHeader header, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int descriptor, ReadOnlySpan<byte> buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

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
