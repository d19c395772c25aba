using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>What listeners on UNIX, TCP and passed sockets share: a listening socket.</summary>
internal abstract class SocketListener(EndpointAddress address) : EndpointListener(address)
{
    /// <summary>Peers that have connected and wait to be accepted. The system may allow fewer.</summary>
    protected const int Backlog = 4096;

    protected abstract Socket Socket { get; }

    public override async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        Socket peer = await Socket.AcceptAsync(cancellationToken);
        return Connect(Address, peer);
    }

    /// <summary>A connected socket as a connection, on either side.</summary>
    public static EndpointConnection Connect(EndpointAddress address, Socket socket)
    {
        if (socket.AddressFamily != AddressFamily.Unix)
            socket.NoDelay = true;
        return new EndpointConnection(address, new SocketTransport(socket)) { Socket = socket };
    }
}
