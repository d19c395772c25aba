using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Protocol.Mctp;
using CxlWire.Transport.Connections;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Mctp;

/// <summary>
/// Serves CCIs of a device over MCTP on serial lines (DSP0236, DSP0253): a host's as message type 08h, the Fabric
/// Manager's as 07h. One instance is one endpoint with its EID, whoever connects.
/// </summary>
public sealed class MctpServer
{
    private readonly ILogger _logger;
    private long _dropped;

    /// <summary>Serves CCIs.</summary>
    /// <param name="host">The CCI of a host, which also others may be served; null: none, and no type 08h.</param>
    /// <param name="fabricManager">The CCI of the Fabric Manager of the same device.</param>
    /// <param name="serialNumber">Of the device: the endpoint's UUID is made of it.</param>
    /// <param name="logger">Told of what is refused or dropped.</param>
    /// <param name="options">How the endpoint presents itself; null: as is usual.</param>
    public MctpServer(
        CciServer? host, CciServer fabricManager, ulong serialNumber, ILogger logger, MctpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fabricManager);
        ArgumentNullException.ThrowIfNull(logger);
        Options = options ?? new MctpOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Unit, MctpPacket.BaselineUnit, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Options.Unit, MctpOptions.MaxUnit, nameof(options));
        Host = host;
        FabricManager = fabricManager;
        _logger = logger;
        Control = host is null
            ? new MctpControlEndpoint(Options.Eid, serialNumber, MctpMessageType.FabricManagerApi)
            : new MctpControlEndpoint(
                Options.Eid, serialNumber, MctpMessageType.FabricManagerApi, MctpMessageType.Cci);
    }

    /// <summary>The EID now.</summary>
    public byte Eid => Control.Eid;

    /// <summary>Frames, packets and messages that were dropped, on all connections so far.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    internal CciServer? Host { get; }

    internal CciServer FabricManager { get; }

    internal MctpOptions Options { get; }

    internal MctpControlEndpoint Control { get; }

    /// <summary>Serves one line until its end. The pipe's ends are left to the caller to complete.</summary>
    /// <param name="pipe">
    /// Its input is what the peer sends. Its output must be bounded: a flush waits while the peer does not read.
    /// </param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <exception cref="IOException">The peer is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task ServeAsync(IDuplexPipe pipe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        return PeerServer.ServeAsync(pipe, FabricManager.Time, _logger, CreateSession(pipe), cancellationToken);
    }

    /// <summary>
    /// Serves a connection as <see cref="ServeAsync(IDuplexPipe, CancellationToken)"/> does; by a thread of its own
    /// where there is one left.
    /// </summary>
    /// <inheritdoc cref="ServeAsync(IDuplexPipe, CancellationToken)"/>
    /// <param name="connection">Stays the caller's.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    public Task ServeAsync(EndpointConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return PeerServer.ServeAsync(
            connection, FabricManager.Time, _logger, CreateSession(connection), cancellationToken);
    }

    /// <summary>The completion code that a fault has in store for a control message; 0: none has.</summary>
    internal byte TakeControlFault()
    {
        using (FabricManager.Enter())
        {
            CciPort port = Host is { Port.NextMctpControlCode: not 0 } ? Host.Port : FabricManager.Port;
            byte code = port.NextMctpControlCode;
            port.NextMctpControlCode = 0;
            return code;
        }
    }

    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    private Func<ConnectionOutput, Action<Exception>, PeerSession> CreateSession(object name) =>
        (output, fail) => new MctpSession(this, output, fail, name, _logger);
}
