namespace CxlWire.Transport.Endpoints;

/// <summary>The server's side of an endpoint, open from its creation until it is disposed.</summary>
public abstract class EndpointListener : IAsyncDisposable
{
    private protected EndpointListener(EndpointAddress address) => Address = address;

    /// <summary>Where it listens; a TCP port that was left open is filled in.</summary>
    public EndpointAddress Address { get; private protected init; }

    /// <summary>Where it listens and who may connect: "unix:/tmp/x (mode 0600)".</summary>
    public virtual string Description => Address.ToString();

    /// <summary>Opens an endpoint; peers can connect when this returns.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="allowRemote">Whether a TCP address may be one that other machines reach.</param>
    /// <exception cref="EndpointException">It cannot be opened; the message says why.</exception>
    public static EndpointListener Open(EndpointAddress address, bool allowRemote = false) => address switch
    {
        EndpointAddress.Stdio stdio => new StdioListener(stdio),
        EndpointAddress.Unix { IsAbstract: true } name => new AbstractListener(name),
        EndpointAddress.Unix unix => new UnixListener(unix),
        EndpointAddress.Fifo fifo => new FifoListener(fifo),
        EndpointAddress.Tcp tcp => new TcpListener(tcp, allowRemote),
        EndpointAddress.Descriptor descriptor => new PassedListener(descriptor, allowRemote),
        EndpointAddress.Pty pty => new SerialListener(pty),
        EndpointAddress.Serial serial => new SerialListener(serial),
        EndpointAddress.Pipe pipe when OperatingSystem.IsWindows() => new NamedPipeListener(pipe),
        EndpointAddress.Pipe pipe => new UnixListener(pipe),
        _ => throw new ArgumentNullException(nameof(address)),
    };

    /// <summary>Waits for the next peer. One caller at a time.</summary>
    /// <returns>The connection, to be disposed by the caller; null where no other can come.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; no connection is lost.</exception>
    /// <exception cref="EndpointException">No peer can be had any more; the message says why.</exception>
    /// <exception cref="IOException">This peer could not be had; the next may.</exception>
    public abstract ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken);

    /// <summary>Stops listening and removes what opening made. Its connections are to be disposed before.</summary>
    public abstract ValueTask DisposeAsync();
}
