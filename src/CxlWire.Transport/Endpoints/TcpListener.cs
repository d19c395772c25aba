using System.Net;
using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>A TCP socket, within reach of this machine only unless remote peers are allowed.</summary>
internal sealed class TcpListener : SocketListener
{
    public TcpListener(EndpointAddress.Tcp address, bool allowRemote)
        : base(address)
    {
        if (!allowRemote && !IPAddress.IsLoopback(address.Address))
        {
            throw new EndpointException(
                $"{address} can be reached from other machines: allow remote peers, or use a loopback address.");
        }

        Socket? socket = null;
        try
        {
            Socket = socket = new Socket(address.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            Socket.Bind(new IPEndPoint(address.Address, address.Port));
            Socket.Listen(Backlog);
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw new EndpointException($"Cannot listen on {address}: {SystemError.Describe(e)}.", e);
        }

        Address = address with { Port = (ushort)((IPEndPoint)Socket.LocalEndPoint!).Port };
    }

    protected override Socket Socket { get; }

    public override ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
