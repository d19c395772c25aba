using System.Diagnostics;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>The client's side of an endpoint.</summary>
public static class EndpointClient
{
    private static readonly TimeSpan _retryDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Connects to whoever listens there.</summary>
    /// <param name="address">Any address but <c>stdio</c> and <c>fd:NUMBER</c>, which are the server's.</param>
    /// <param name="timeout">How long to go on trying while nobody listens; zero tries once.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    /// <returns>The connection; for a FIFO it reads OUT and writes IN.</returns>
    /// <exception cref="EndpointException">Nobody listens there, or it cannot be reached.</exception>
    public static async Task<EndpointConnection> ConnectAsync(
        EndpointAddress address, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is EndpointAddress.Stdio)
            throw new EndpointException("stdio is the server's own: there is nothing to connect to.");
        if (address is EndpointAddress.Descriptor)
            throw new EndpointException($"{address} is a socket to listen on: there is nothing to connect to.");
        if (address is EndpointAddress.Fifo or EndpointAddress.Pty or EndpointAddress.Serial
            && !OperatingSystem.IsLinux())
        {
            throw new EndpointException($"{address}: it is supported on Linux only.");
        }

        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await TryConnectAsync(address, cancellationToken);
            }
            catch (Exception e)
                when (e is SocketException or IOException or TimeoutException or UnauthorizedAccessException)
            {
                if (Stopwatch.GetElapsedTime(start) >= timeout)
                    throw new EndpointException($"Cannot connect to {address}: {Reason(address, e)}.", e);
            }

            await Task.Delay(_retryDelay, cancellationToken);
        }
    }

    // Of a path where nothing is, the system says "Cannot assign requested address".
    private static string Reason(EndpointAddress address, Exception e) =>
        address switch
        {
            EndpointAddress.Unix { IsAbstract: true } when e is SocketException => "nobody listens there",
            EndpointAddress.Unix { IsAbstract: false } unix when !File.Exists(unix.Path) => "there is no such socket",
            _ => SystemError.Describe(e),
        };

    private static async Task<EndpointConnection> TryConnectAsync(
        EndpointAddress address, CancellationToken cancellationToken) => address switch
        {
            EndpointAddress.Unix unix => await ConnectSocketAsync(
                unix, unix.EndPoint, ProtocolType.Unspecified, cancellationToken),
            EndpointAddress.Tcp tcp => await ConnectSocketAsync(
                tcp, new IPEndPoint(tcp.Address, tcp.Port), ProtocolType.Tcp, cancellationToken),
            EndpointAddress.Pipe pipe => await ConnectPipeAsync(pipe, cancellationToken),
            EndpointAddress.Fifo fifo => ConnectFifo(fifo),
            EndpointAddress.Pty pty => ConnectSerial(pty, pty.Link),
            EndpointAddress.Serial serial => ConnectSerial(serial, serial.Path),
            _ => throw new UnreachableException(),
        };

    private static async Task<EndpointConnection> ConnectSocketAsync(
        EndpointAddress address, EndPoint endPoint, ProtocolType protocol, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, protocol);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return SocketListener.Connect(address, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<EndpointConnection> ConnectPipeAsync(
        EndpointAddress.Pipe address, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(
            ".", address.Name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await pipe.ConnectAsync(timeout: 0, cancellationToken);
            return new EndpointConnection(address, new StreamTransport(pipe));
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    private static EndpointConnection ConnectSerial(EndpointAddress address, string path) =>
        new(address, new SerialTransport(LinuxTerminal.OpenRaw(path)));

    private static EndpointConnection ConnectFifo(EndpointAddress.Fifo address)
    {
        using var input = new Fifo(address.Input, make: false);
        using var output = new Fifo(address.Output, make: false);
        var requests = new LinuxPipe(input.TryOpenWriter() ?? throw new IOException(
            $"no device reads {address.Input}, which is IN"));
        return new EndpointConnection(address, new FifoClientTransport(new FifoInput(output), requests));
    }
}
