using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// One end of a pipe or FIFO. A thread may block on it; or it is waited for without a thread and without allocating:
/// .NET's sockets take any descriptor that can be polled, and its pipe streams, which are made of them, allocate for
/// each read.
/// </summary>
internal sealed class LinuxPipe : IDisposable
{
    private static readonly TimeSpan _wakeRetryDelay = TimeSpan.FromMilliseconds(10);

    private readonly Socket _socket;
    private readonly string _path;

    // What the thread that blocks does, and whether it is to stop.
    private bool _blocks;
    private int _isReading;
    private volatile bool _isWoken;

    /// <summary>Takes over a descriptor; it becomes non-blocking, until it is read by a thread.</summary>
    public LinuxPipe(SafeFileHandle handle)
    {
        _socket = new Socket(new SafeSocketHandle(handle.DangerousGetHandle(), ownsHandle: true));
        handle.SetHandleAsInvalid();
        _path = $"/proc/self/fd/{_socket.SafeHandle.DangerousGetHandle()}";
        LinuxFile.SetBlocking(Handle, false);
    }

    /// <summary>The descriptor.</summary>
    public SafeSocketHandle Handle => _socket.SafeHandle;

    /// <summary>Whether a read that blocks can be woken.</summary>
    public bool CanWake =>
        LinuxFile.Identify((int)Handle.DangerousGetHandle()) is { Kind: LinuxFileKind.Fifo }
            && LinuxFile.CanWrite(_path);

    /// <summary>Blocks until there are bytes.</summary>
    /// <returns>Bytes read; 0 at the end, and from <see cref="Wake"/> on.</returns>
    public int Read(Span<byte> buffer)
    {
        if (!_blocks)
        {
            _blocks = true;
            LinuxFile.SetBlocking(Handle, true);
        }

        // Either this sees that it is woken, or who wakes it sees that it reads.
        Interlocked.Exchange(ref _isReading, 1);
        int length = 0;
        while (!_isWoken && !LinuxFile.TryRead(Handle, buffer, out length))
        {
            // Somebody else who has this end of the pipe has made it such that it does not block.
            LinuxFile.WaitFor(Handle, LinuxFile.PollIn);
        }

        Volatile.Write(ref _isReading, 0);
        return _isWoken ? 0 : length;
    }

    /// <summary>Blocks until the system has taken all bytes.</summary>
    public void Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        int sent = LinuxFile.WriteAvailable(Handle, bytes.Span);
        if (sent < bytes.Length)
            WriteRestAsync(bytes[sent..], cancellationToken).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>
    /// Ends the read of a thread, and all after it. Nothing but bytes ends one that blocks, so it gets one, through the
    /// pipe's other end.
    /// </summary>
    public void Wake()
    {
        _isWoken = true;
        Interlocked.MemoryBarrier();
        if (!TryWake())
            _ = WakeLaterAsync();
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        // Nearly always there is room, and the system call is all that it takes.
        int sent = cancellationToken.IsCancellationRequested ? 0 : LinuxFile.WriteAvailable(Handle, buffer.Span);
        return sent == buffer.Length ? ValueTask.CompletedTask : WriteRestAsync(buffer[sent..], cancellationToken);
    }

    public void Dispose() => _socket.Dispose();

    private bool TryWake()
    {
        if (Volatile.Read(ref _isReading) == 0)
            return true;
        try
        {
            using SafeFileHandle? writer = LinuxFile.TryOpenWriter(_path);
            if (writer is not null)
                LinuxFile.WriteAvailable(writer, [0]);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // There was no descriptor left, say.
    private async Task WakeLaterAsync()
    {
        do
            await Task.Delay(_wakeRetryDelay);
        while (!TryWake());
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        while (rest.Length > 0)
            rest = rest[await _socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
    }
}
