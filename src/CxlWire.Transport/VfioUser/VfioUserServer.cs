using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.VfioUser;

/// <summary>
/// Serves a PCI function to a virtual machine monitor over vfio-user 0.0, as QEMU 10.1 and later speak it: to one
/// client at a time. When a client goes away its descriptors are closed, the function stays as it is, and the next
/// may come. Another one that comes meanwhile is closed at once. Linux only.
/// </summary>
/// <remarks>
/// Not supported, and refused where asked for: mapping registers into the client, DMA (guest memory is announced to
/// us and forgotten), interrupts other than MSI-X, migration.
/// </remarks>
public sealed class VfioUserServer
{
    private readonly CxlDevice _device;
    private readonly PciFunction _function;
    private readonly ILogger _logger;
    private readonly ConnectionLimit? _shared;

    // The client, and its gate: while it is here its socket is open.
    private readonly Lock _clientGate = new();
    private VfioUserConnection? _client;

    // The client's, whoever that is.
    private byte[]? _buffer;

    /// <summary>Serves <paramref name="function"/>, which is one of <paramref name="device"/>.</summary>
    /// <param name="device">Its gate is held for each access, and never while a client is waited for.</param>
    /// <param name="function">What the client finds.</param>
    /// <param name="logger">Told of clients that come and go, and of every message that is refused.</param>
    /// <param name="shared">Connections that it and other servers may have open together; or null.</param>
    public VfioUserServer(CxlDevice device, PciFunction function, ILogger logger, ConnectionLimit? shared = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(logger);
        _device = device;
        _function = function;
        _logger = logger;
        _shared = shared;
    }

    /// <summary>Serves clients, one after the other, until the token is cancelled.</summary>
    /// <param name="listener">A UNIX socket's; stays the caller's, to be disposed after the run.</param>
    /// <param name="cancellationToken">Ends the run, and the client's connection; it is not thrown.</param>
    /// <exception cref="EndpointException">It is another kind of endpoint, or the system is not Linux.</exception>
    public Task RunAsync(EndpointListener listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listener);
        if (listener.Address is not EndpointAddress.Unix)
        {
            throw new EndpointException(
                $"{listener.Address}: vfio-user passes descriptors, so it needs a UNIX socket, unix:PATH.");
        }

        if (!OperatingSystem.IsLinux())
            throw new EndpointException($"{listener.Address}: vfio-user is supported on Linux only.");
        return new EndpointServer(listener, ServeAsync, _logger, shared: _shared).RunAsync(cancellationToken);
    }

    [SupportedOSPlatform("linux")]
    private async Task ServeAsync(EndpointConnection connection, CancellationToken cancellationToken)
    {
        VfioUserConnection? client;
        while (!TryEnter(connection, out client, out VfioUserConnection? other))
        {
            if (other is null)
            {
                Log.FunctionInUse(_logger, connection);
                return;
            }

            await other.Ended.WaitAsync(cancellationToken);
        }

        try
        {
            await client.RunAsync(cancellationToken);
        }
        finally
        {
            client.Dispose();
            lock (_clientGate)
                _client = null;
            client.SetEnded();
        }
    }

    /// <summary>Makes a connection the client's, where there is no client.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="client">What serves it now.</param>
    /// <param name="leaving">
    /// Where there is a client that is gone and has only to notice, after all that it said before is done: that one.
    /// </param>
    private bool TryEnter(
        EndpointConnection connection,
        [NotNullWhen(true)] out VfioUserConnection? client,
        out VfioUserConnection? leaving)
    {
        (client, leaving) = (null, null);
        lock (_clientGate)
        {
            if (_client is null)
            {
                _buffer ??= GC.AllocateUninitializedArray<byte>(VfioUserLayout.MaximumMessage, pinned: true);
                _client = client = new VfioUserConnection(_device, _function, connection, _buffer, _logger);
            }
            else if (_client.HasHungUp)
                leaving = _client;
            return client is not null;
        }
    }
}
