using System.IO.Pipelines;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>A device on its endpoints: the hosts' CCIs, the Fabric Manager's, the control socket.</summary>
internal sealed class DeviceServer : IAsyncDisposable
{
    // Each may hold a request of 16 MiB.
    private const int MostControlSessions = 64;

    private readonly List<(string Role, EndpointListener Listener)> _listeners = [];
    private readonly List<Func<CancellationToken, Task>> _servers = [];
    private readonly TaskCompletionSource _quit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CciServer[] _hosts;
    private readonly CciServer _fabricManager;
    private readonly QmpServer _control;
    private readonly RecordFile? _record;
    private readonly ILogger _logger;

    /// <summary>A device that nobody can reach yet.</summary>
    /// <param name="device">Served.</param>
    /// <param name="logger">Takes what goes wrong.</param>
    /// <param name="record">Takes down what is said; stays the caller's.</param>
    public DeviceServer(CxlDevice device, ILogger logger, RecordFile? record = null)
    {
        _logger = logger;
        _record = record;
        _hosts = [.. device.Hosts.Select(host => new CciServer(device, host.Cci, logger))];
        _fabricManager = new CciServer(device, device.FabricManager.Cci, logger);
        _control = new QmpServer([device], new QmpServerOptions { Logger = logger, Quit = () => _quit.TrySetResult() });
    }

    /// <summary>What listens: "host on unix:/tmp/dcd (mode 0600)".</summary>
    public IEnumerable<string> Endpoints => _listeners.Select(l => $"{l.Role} on {l.Listener.Description}");

    /// <summary>Opens an endpoint for a host; peers can connect from now on.</summary>
    /// <exception cref="EndpointException">It cannot be opened.</exception>
    /// <exception cref="CliException">The device has no such host.</exception>
    public void OpenHost(EndpointAddress address, bool allowRemote = false, int host = 0)
    {
        if (host >= _hosts.Length)
            throw new CliException($"--host {host}={address}: the device has {_hosts.Length} host(s), counted from 0");
        int? number = _hosts.Length == 1 ? null : host;
        OpenCci(
            number is null ? "host" : $"host {number}",
            _hosts[host],
            pipe => _record?.Host(pipe, number),
            address,
            allowRemote);
    }

    /// <summary>Opens an endpoint for the Fabric Manager's CCI.</summary>
    /// <inheritdoc cref="OpenHost"/>
    public void OpenFabricManager(EndpointAddress address, bool allowRemote = false) =>
        OpenCci("fm", _fabricManager, pipe => _record?.FabricManager(pipe), address, allowRemote);

    /// <summary>Opens an endpoint for control sessions.</summary>
    /// <inheritdoc cref="OpenHost"/>
    public void OpenControl(EndpointAddress address, bool allowRemote = false)
    {
        EndpointListener listener = Open("qmp", address, allowRemote);
        _servers.Add(new EndpointServer(
            listener,
            (pipe, token) => _control.RunAsync(_record?.Control(pipe) ?? pipe, token),
            _logger,
            MostControlSessions).RunAsync);
    }

    /// <summary>
    /// Serves until it is cancelled, a control session says quit, or an endpoint has no peers to come: the end
    /// of standard input.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running = [.. _servers.Select(serve => serve(ends.Token))];
        await Task.WhenAny([.. running, _quit.Task]);
        await ends.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <summary>Closes the endpoints; sockets and FIFOs that were made are removed.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach ((_, EndpointListener listener) in _listeners)
            await listener.DisposeAsync();
        _control.Dispose();
    }

    private void OpenCci(
        string role, CciServer server, Func<IDuplexPipe, IDuplexPipe?> recorded, EndpointAddress address, bool allowRemote)
    {
        EndpointListener listener = Open(role, address, allowRemote);
        _servers.Add(new EndpointServer(
            listener, (pipe, token) => server.ServeAsync(recorded(pipe) ?? pipe, token), _logger).RunAsync);
    }

    private EndpointListener Open(string role, EndpointAddress address, bool allowRemote)
    {
        EndpointListener listener = EndpointListener.Open(address, allowRemote);
        _listeners.Add((role, listener));
        return listener;
    }
}
