using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>A device on its endpoints: its host's CCI on some, its control socket on others.</summary>
internal sealed class DeviceServer : IAsyncDisposable
{
    // Each may hold a request of 16 MiB.
    private const int MostControlSessions = 64;

    private readonly List<(string Role, EndpointListener Listener)> _listeners = [];
    private readonly List<Func<CancellationToken, Task>> _servers = [];
    private readonly TaskCompletionSource _quit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CciServer _host;
    private readonly QmpServer _control;
    private readonly ILogger _logger;

    /// <summary>A device that nobody can reach yet.</summary>
    public DeviceServer(CxlDevice device, ILogger logger)
    {
        _logger = logger;
        _host = new CciServer(device, device.Hosts[0].Cci, logger);
        _control = new QmpServer([device], new QmpServerOptions { Logger = logger, Quit = () => _quit.TrySetResult() });
    }

    /// <summary>What listens: "host on unix:/tmp/dcd (mode 0600)".</summary>
    public IEnumerable<string> Endpoints => _listeners.Select(l => $"{l.Role} on {l.Listener.Description}");

    /// <summary>Opens an endpoint for the host; peers can connect from now on.</summary>
    /// <exception cref="EndpointException">It cannot be opened.</exception>
    public void OpenHost(EndpointAddress address, bool allowRemote = false)
    {
        EndpointListener listener = Open("host", address, allowRemote);
        _servers.Add(token => _host.RunAsync(listener, token));
    }

    /// <summary>Opens an endpoint for control sessions.</summary>
    /// <inheritdoc cref="OpenHost"/>
    public void OpenControl(EndpointAddress address, bool allowRemote = false)
    {
        EndpointListener listener = Open("qmp", address, allowRemote);
        _servers.Add(new EndpointServer(listener, _control.RunAsync, _logger, MostControlSessions).RunAsync);
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

    private EndpointListener Open(string role, EndpointAddress address, bool allowRemote)
    {
        EndpointListener listener = EndpointListener.Open(address, allowRemote);
        _listeners.Add((role, listener));
        return listener;
    }
}
