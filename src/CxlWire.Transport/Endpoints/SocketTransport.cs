using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>A connected stream socket. On Linux a thread may block on it; shutting it down wakes that.</summary>
internal sealed class SocketTransport(Socket socket) : EndpointTransport
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public override bool CanBlock => OperatingSystem.IsLinux();

    public override SafeHandle? Outlet => CanBlock ? socket.SafeHandle : null;

    public override int Read(Span<byte> buffer)
    {
        int length;
        while (!LinuxFile.TryRead(socket.SafeHandle, buffer, out length))
        {
            // Once a write was awaited .NET has made the socket such that it does not block.
            LinuxFile.WaitFor(socket.SafeHandle, LinuxFile.PollIn);
        }

        return length;
    }

    public override void Write(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes.Span;
        while (true)
        {
            bool hasRoom = LinuxFile.TrySend(socket.SafeHandle, rest, out int sent);
            rest = rest[sent..];
            if (rest.IsEmpty)
                return;
            if (!hasRoom)
                LinuxFile.WaitFor(socket.SafeHandle, LinuxFile.PollOut);
        }
    }

    public override void Wake()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The peer has gone, so nothing blocks.
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _stream.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // There nearly always is room, and .NET's way to it costs more than finding out.
        int sent = OperatingSystem.IsLinux() && !cancellationToken.IsCancellationRequested
            ? LinuxFile.SendAvailable(socket.SafeHandle, bytes.Span)
            : 0;
        return sent == bytes.Length ? ValueTask.CompletedTask : _stream.WriteAsync(bytes[sent..], cancellationToken);
    }

    public override void Dispose() => _stream.Dispose();
}
