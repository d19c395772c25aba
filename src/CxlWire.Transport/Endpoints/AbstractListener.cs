using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// A UNIX stream socket whose name is the kernel's and no file's: it is gone with the process. It has no mode that
/// keeps others out, so whoever connects is asked who they are.
/// </summary>
internal sealed class AbstractListener : SocketListener
{
    public AbstractListener(EndpointAddress.Unix address)
        : base(address)
    {
        if (!OperatingSystem.IsLinux())
            throw new EndpointException($"{address}: names without a file are supported on Linux only.");
        Socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            Socket.Bind(address.EndPoint);
            Socket.Listen(Backlog);
        }
        catch (SocketException e)
        {
            Socket.Dispose();
            string reason = e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? "another process uses the name" : SystemError.Describe(e);
            throw new EndpointException($"Cannot listen on {address}: {reason}.", e);
        }
    }

    public override string Description => $"{Address} (this user's)";

    protected override Socket Socket { get; }

    public override async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Socket peer = await Socket.AcceptAsync(cancellationToken);
            if (LinuxFile.IsFromUs(peer))
                return Connect(Address, peer);
            peer.Dispose();
        }
    }

    public override ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
