using System.Net;
using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// A socket that whoever started this process bound, listens on, and keeps: systemd, or a test. What it has of a path
/// is not removed, and its other holders can go on with it.
/// </summary>
internal sealed class PassedListener : SocketListener
{
    public PassedListener(EndpointAddress.Descriptor address, bool allowRemote)
        : base(address)
    {
        if (OperatingSystem.IsWindows())
            throw new EndpointException($"{address}: sockets are passed by descriptor on other systems only.");
        Socket = Take(address);
        if (!allowRemote && Socket.LocalEndPoint is IPEndPoint at && !IPAddress.IsLoopback(at.Address))
        {
            Socket.Dispose();
            throw new EndpointException(
                $"{address}, tcp:{at}, can be reached from other machines: allow remote peers, or use a loopback "
                    + "address.");
        }
    }

    public override string Description => Socket.LocalEndPoint switch
    {
        IPEndPoint at => $"{Address} (tcp:{at})",
        UnixDomainSocketEndPoint at => $"{Address} (unix:{at})",
        _ => base.Description,
    };

    protected override Socket Socket { get; }

    public override ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Socket Take(EndpointAddress.Descriptor address)
    {
        // Not owned until it is known to be one: a wrong number may be something of the runtime's.
        bool listens;
        try
        {
            using var socket = new Socket(new SafeSocketHandle(address.Number, ownsHandle: false));
            listens = socket.SocketType == SocketType.Stream
                && (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection)! != 0;
        }
        catch (SocketException)
        {
            listens = false;
        }

        return listens
            ? new Socket(new SafeSocketHandle(address.Number, ownsHandle: true))
            : throw new EndpointException(
                $"{address} is no stream socket that listens: whoever starts this process is to pass one.");
    }
}
