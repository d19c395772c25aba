using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// A UNIX stream socket of mode 0600. One that a dead process of the same user left behind is replaced.
/// </summary>
internal sealed class UnixListener : SocketListener
{
    private readonly string _path;
    private readonly LinuxFileIdentity? _identity;

    /// <summary>Listens where the address, of a path, says.</summary>
    public UnixListener(EndpointAddress.Unix address)
        : this(address, address.Path)
    {
    }

    /// <summary>
    /// Listens where .NET's clients look for a named pipe. Its own server would remove whatever is there, and let
    /// everybody connect.
    /// </summary>
    public UnixListener(EndpointAddress.Pipe address)
        : this(address, Path.Combine(Path.GetTempPath(), $"CoreFxPipe_{address.Name}"))
    {
    }

    private UnixListener(EndpointAddress address, string path)
        : base(address)
    {
        // The current directory may be another one by the time the file is removed.
        _path = Path.GetFullPath(path);
        if (Path.GetDirectoryName(_path) is { } directory && !Directory.Exists(directory))
            throw new EndpointException($"Cannot listen on {address}: there is no directory {directory}.");
        using Socket? alone = TakePlace(_path);
        RemoveStale(path);

        Socket? bound = null;
        try
        {
            bound = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            bound.Bind(new UnixDomainSocketEndPoint(path));
            _identity = Identify(_path);

            // Before it listens nobody can connect, whatever mode the umask gave it.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            bound.Listen(Backlog);
        }
        catch (Exception e) when (
            e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            bound?.Dispose();
            throw new EndpointException($"Cannot listen on {address}: {SystemError.Describe(e)}.", e);
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

    /// <summary>
    /// Keeps other servers from the same path until this one listens: before that it looks like a stale one. Done by a
    /// name that is only the kernel's, so that nothing is left behind.
    /// </summary>
    private static Socket? TakePlace(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
        var place = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            place.Bind(new UnixDomainSocketEndPoint($"\0cxlwire-{name}"));
            return place;
        }
        catch (SocketException e)
        {
            place.Dispose();
            throw new EndpointException($"{path} is in use by another process, which is just starting.", e);
        }
    }

    private static void RemoveStale(string path)
    {
        if (!Path.Exists(path))
            return;
        LinuxFileIdentity? there = Identify(path);
        if (there is { Kind: not LinuxFileKind.Socket })
            throw new EndpointException($"{path} exists and is no socket: it is left alone.");

        switch (TryConnect(path))
        {
            case null:
                throw new EndpointException($"{path} is in use by another process.");

            // Elsewhere a refused connection may also mean that the path is no socket.
            case { SocketErrorCode: SocketError.ConnectionRefused } when there is { } stale:
                if (!LinuxFile.IsOurs(stale))
                    throw new EndpointException($"{path} is another user's: it is left alone.");
                File.Delete(path);
                break;

            case { SocketErrorCode: SocketError.WouldBlock } e:
                throw new EndpointException($"{path} is in use by another process, which is busy.", e);

            case { } e:
                throw new EndpointException(
                    $"{path} exists and may be in use by another process: {SystemError.Describe(e)}.", e);
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
