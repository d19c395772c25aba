using System.Net.Sockets;
using System.Runtime.InteropServices;
using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>A vfio-user client: whole messages, as hexadecimal text, and descriptors next to them.</summary>
internal sealed partial class VfioUserPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public VfioUserPeer(string path)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _socket.ReceiveTimeout = 60_000;
        _socket.SendTimeout = 60_000;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>A message of any type; the size is what the payload makes it.</summary>
    public static byte[] Message(int id, int command, uint flags, uint error, params string[] payload)
    {
        byte[] body = Hex.Bytes(payload);
        return
        [
            .. Hex.Bytes(Hex.U16(id), Hex.U16(command), Hex.U32(16 + body.Length), Hex.U32(flags), Hex.U32(error)),
            .. body,
        ];
    }

    public static byte[] Request(int id, int command, params string[] payload) => Message(id, command, 0, 0, payload);

    public static byte[] Reply(int id, int command, params string[] payload) => Message(id, command, 1, 0, payload);

    /// <summary>A reply that says what was wrong.</summary>
    public static byte[] Error(int id, int command, int error = 22) => Message(id, command, 0x21, (uint)error);

    public static byte[] Read(int id, int region, ulong offset, int count) =>
        Request(id, 9, Hex.U64(offset), Hex.U32(region), Hex.U32(count));

    public static byte[] Write(int id, int region, ulong offset, string data) =>
        Request(id, 10, Hex.U64(offset), Hex.U32(region), Hex.U32(data.Length / 2), data);

    public static byte[] SetInterrupts(
        int id, int flags, int type, int start, int count, string data = "") =>
        Request(
            id,
            8,
            Hex.U32(20 + (data.Length / 2)),
            Hex.U32(flags),
            Hex.U32(type),
            Hex.U32(start),
            Hex.U32(count),
            data);

    public static string Json(string text) => Hex.Text(System.Text.Encoding.UTF8.GetBytes(text + "\0"));

    /// <summary>Sends bytes, and descriptors with the first of them.</summary>
    public void Send(byte[] bytes, params SafeHandle[] descriptors)
    {
        if (descriptors.Length == 0)
            _socket.Send(bytes);
        else
            Assert.Equal(bytes.Length, SendWithDescriptors(_socket.SafeHandle, bytes, descriptors));
    }

    /// <summary>The next message, whole.</summary>
    public string Receive()
    {
        byte[] header = ReceiveBytes(new byte[16]);
        return Hex.Text([.. header, .. ReceiveBytes(new byte[BitConverter.ToInt32(header, 4) - 16])]);
    }

    /// <summary>Bytes that are to come, as many as there is room for.</summary>
    public byte[] ReceiveBytes(byte[] bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int received = _socket.Receive(bytes, at, bytes.Length - at, SocketFlags.None);
            if (received == 0)
                Assert.Fail($"the stream ended after {at} bytes of {bytes.Length}");
            at += received;
        }

        return bytes;
    }

    public void Expect(params byte[][] messages)
    {
        foreach (byte[] message in messages)
            Assert.Equal(Hex.Text(message), Receive());
    }

    public void Ask(byte[] request, byte[] reply, params SafeHandle[] descriptors)
    {
        Send(request, descriptors);
        Expect(reply);
    }

    /// <summary>There are no more bytes.</summary>
    public void ExpectEnd()
    {
        try
        {
            Assert.Equal(0, _socket.Receive(new byte[1]));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It was closed with some of what we sent unread.
        }
    }

    public void Negotiate() =>
        Ask(
            Request(0, 1, Hex.U16(0), Hex.U16(0)),
            Reply(
                0, 1, Hex.U16(0), Hex.U16(0),
                Json("{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":1048576}}")));

    /// <summary>The function answers.</summary>
    public void Ping() =>
        Ask(Read(0x7777, 7, 0, 2), Reply(0x7777, 9, Hex.U64(0), Hex.U32(7), Hex.U32(2), "981e"));

    /// <summary>There is no more to come from here.</summary>
    public void CloseOutput() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Sends to a peer that may have closed the connection, or does not read for a while.</summary>
    /// <returns>Whether all of it was sent.</returns>
    public bool TrySend(byte[] bytes, params SafeHandle[] descriptors)
    {
        _socket.SendTimeout = 200;
        try
        {
            return descriptors.Length == 0
                ? _socket.Send(bytes) == bytes.Length
                : SendWithDescriptors(_socket.SafeHandle, bytes, descriptors) == bytes.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Reads whatever comes until the end.</summary>
    public void ReadToEnd()
    {
        byte[] bytes = new byte[4096];
        try
        {
            while (_socket.Receive(bytes) > 0)
            {
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
        }
    }

    private static int SendWithDescriptors(SafeHandle socket, byte[] bytes, SafeHandle[] descriptors)
    {
        byte[] data = GC.AllocateArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(data, 0);
        int length = nint.Size + 8 + (4 * descriptors.Length);
        byte[] control = GC.AllocateArray<byte>((length + nint.Size - 1) & -nint.Size, pinned: true);
        MemoryMarshal.Write(control, (nint)length);
        MemoryMarshal.Write(control.AsSpan(nint.Size), 1);
        MemoryMarshal.Write(control.AsSpan(nint.Size + 4), 1);
        for (int i = 0; i < descriptors.Length; i++)
            MemoryMarshal.Write(control.AsSpan(nint.Size + 8 + (4 * i)), (int)descriptors[i].DangerousGetHandle());
        nint[] vector = GC.AllocateArray<nint>(2, pinned: true);
        vector[0] = Marshal.UnsafeAddrOfPinnedArrayElement(data, 0);
        vector[1] = data.Length;
        nint[] header =
        [
            0, 0, Marshal.UnsafeAddrOfPinnedArrayElement(vector, 0), 1,
            Marshal.UnsafeAddrOfPinnedArrayElement(control, 0), control.Length, 0,
        ];
        return (int)SendMessage((int)socket.DangerousGetHandle(), header, flags: 0x4000);
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(int socket, ReadOnlySpan<nint> header, int flags);
}
