using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// One end of a pipe or FIFO, waited for without a thread, cancellable, and without allocating: .NET's sockets
/// take any descriptor that can be polled, and its pipe streams, which are made of them, allocate for each read.
/// </summary>
internal sealed class LinuxPipe : OneWayStream
{
    private readonly Socket _socket;
    private readonly bool _isInput;

    /// <summary>Takes over a descriptor; it becomes non-blocking.</summary>
    public LinuxPipe(SafeFileHandle handle, bool isInput)
    {
        _socket = new Socket(new SafeSocketHandle(handle.DangerousGetHandle(), ownsHandle: true));
        handle.SetHandleAsInvalid();
        _isInput = isInput;
        LinuxFile.DoNotBlock(_socket.SafeHandle);
    }

    /// <summary>The descriptor.</summary>
    public SafeSocketHandle Handle => _socket.SafeHandle;

    public override bool CanRead => _isInput;

    public override bool CanWrite => !_isInput;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Nearly always there is room, and the system call is all that it takes.
        int sent = cancellationToken.IsCancellationRequested ? 0 : LinuxFile.WriteAvailable(Handle, buffer.Span);
        return sent == buffer.Length ? ValueTask.CompletedTask : WriteRestAsync(buffer[sent..], cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _socket.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        while (rest.Length > 0)
            rest = rest[await _socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
    }
}
