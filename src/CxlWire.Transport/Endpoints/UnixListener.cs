using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>A UNIX stream socket of mode 0600. One that a dead process left behind is replaced.</summary>
internal sealed class UnixListener : SocketListener
{
    private readonly string _path;
    private readonly LinuxFileIdentity? _identity;

    public UnixListener(EndpointAddress.Unix address)
        : base(address)
    {
        // The current directory may be another one by the time the file is removed.
        _path = Path.GetFullPath(address.Path);
        RemoveStale(address.Path);

        Socket? bound = null;
        try
        {
            bound = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            bound.Bind(new UnixDomainSocketEndPoint(address.Path));
            _identity = Identify(_path);

            // Before it listens nobody can connect, whatever mode the umask gave it.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            bound.Listen(Backlog);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            bound?.Dispose();
            throw new EndpointException($"Cannot listen on {address}: {e.Message}.", e);
        }

        // A socket that was bound removes its path when disposed, whoever's that is by then. One made from its
        // handle does not.
#pragma warning disable CA1816 // Not a Dispose: the handle has a new owner.
        GC.SuppressFinalize(bound);
#pragma warning restore CA1816
        Socket = new Socket(bound.SafeHandle);
    }

    public override string Description => $"{Address} (mode 0600)";

    protected override Socket Socket { get; }

    public override ValueTask DisposeAsync()
    {
        // While it still listens: once closed, another process may take it for stale and put its own there.
        if (_identity is not { } mine || mine.IsSameAs(Identify(_path)))
            File.Delete(_path);
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void RemoveStale(string path)
    {
        if (!Path.Exists(path))
            return;
        if (OperatingSystem.IsLinux() && LinuxFile.Identify(path) is { Kind: not LinuxFileKind.Socket })
            throw new EndpointException($"{path} exists and is no socket: it is left alone.");

        switch (TryConnect(path))
        {
            case null:
                throw new EndpointException($"{path} is in use by another process.");

            // Elsewhere a refused connection may also mean that the path is no socket.
            case { SocketErrorCode: SocketError.ConnectionRefused } when OperatingSystem.IsLinux():
                File.Delete(path);
                break;

            case { SocketErrorCode: SocketError.WouldBlock } e:
                throw new EndpointException($"{path} is in use by another process, which is busy.", e);

            case { } e:
                throw new EndpointException($"{path} exists and may be in use by another process: {e.Message}.", e);
        }
    }

    /// <summary>Why nobody listens; null where somebody does.</summary>
    private static SocketException? TryConnect(string path)
    {
        try
        {
            // A full backlog must answer, not block.
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            { Blocking = false };
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return null;
        }
        catch (SocketException e)
        {
            return e;
        }
    }

    private static LinuxFileIdentity? Identify(string path) =>
        OperatingSystem.IsLinux() ? LinuxFile.Identify(path) : null;
}
