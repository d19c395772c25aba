using CxlWire.Control;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;
using CxlWire.Transport.VfioUser;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>
/// Devices on their endpoints: the hosts' CCIs and PCI functions, the Fabric Managers' CCIs; and the control socket
/// that they share.
/// </summary>
internal sealed class DeviceServer : IAsyncDisposable
{
    // Each may hold a request of 16 MiB.
    private const int MaxControlSessions = 64;

    // File descriptors that are not connections': of a listener, with what it accepts, and of a client's interrupts.
    private const int ListenersDescriptors = 2;
    private const int FifosDescriptors = 12;
    private const int FunctionsDescriptors = 34;
    private const int SerialDescriptors = 3;

    private readonly List<(string Role, ServedEndpoint Served, EndpointListener Listener)> _listeners = [];
    private readonly List<Func<CancellationToken, Task>> _servers = [];
    private readonly TaskCompletionSource _quit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<CxlDevice> _devices;
    private readonly CciServer[][] _hosts;
    private readonly CciServer[] _fabricManagers;
    private readonly QmpServer _control;
    private readonly ILogger _logger;
    private int _reserved;
    private ConnectionLimit? _connections;

    /// <summary>Devices that nobody can reach yet.</summary>
    /// <param name="devices">Served; the control socket tells them apart by their paths.</param>
    /// <param name="logger">Takes what goes wrong.</param>
    /// <param name="files">File descriptors of what the process has open besides.</param>
    public DeviceServer(IReadOnlyList<CxlDevice> devices, ILogger logger, int files = 0)
    {
        _reserved = DescriptorLimit.Own + files;
        _devices = devices;
        _logger = logger;
        _hosts =
            [.. devices.Select(
                device => device.Hosts.Select(host => new CciServer(device, host.Cci, logger)).ToArray())];
        _fabricManagers = [.. devices.Select(device => new CciServer(device, device.FabricManager.Cci, logger))];
        _control = new QmpServer(devices, new QmpServerOptions
        {
            Logger = logger,
            Quit = () => _quit.TrySetResult(),
            SaveDevice = SavedDevice.Write,
            LoadDevice = SavedDevice.Read,
            KeepsJournal = false,
            StepsOf = JournalSteps.WriterOf,
        });
    }

    /// <summary>File descriptors that listening takes, with nobody connected.</summary>
    public static int DescriptorsOf(EndpointAddress address) => address switch
    {
        EndpointAddress.Fifo => FifosDescriptors,
        EndpointAddress.Pty or EndpointAddress.Serial => SerialDescriptors,
        _ => 1,
    };

    /// <summary>What listens, in the order in which it was opened.</summary>
    public IEnumerable<ServedEndpoint> Listening =>
        _listeners.Select(l => l.Served with { Address = l.Listener.Address });

    /// <summary>What listens: "host on unix:/tmp/dcd (mode 0600)".</summary>
    public IEnumerable<string> Endpoints => _listeners.Select(l => $"{l.Role} on {l.Listener.Description}");

    /// <summary>Opens an endpoint for a host; peers can connect from now on.</summary>
    /// <exception cref="EndpointException">It cannot be opened.</exception>
    /// <exception cref="CliException">The device has no such host.</exception>
    public void OpenHost(EndpointAddress address, bool allowRemote = false, int host = 0, int device = 0)
    {
        OpenCci(
            Role("host", device, Number("--host", address, host, device)),
            new ServedEndpoint("host", device, host, address), _hosts[device][host], allowRemote);
    }

    /// <summary>Opens a UNIX socket where a virtual machine monitor finds the PCI function of a host.</summary>
    /// <inheritdoc cref="OpenHost"/>
    public void OpenFunction(EndpointAddress.Unix address, int host = 0, int device = 0)
    {
        int? number = Number("--vfio-user", address, host, device);
        PciFunction function = _devices[device].Hosts[host].Function;
        EndpointListener listener = Open(
            Role("vfio-user", device, number), new ServedEndpoint("vfio-user", device, host, address),
            allowRemote: false);
        _reserved += FunctionsDescriptors;
        _servers.Add(
            token => new VfioUserServer(_devices[device], function, _logger, _connections).RunAsync(listener, token));
    }

    /// <summary>Opens an endpoint for the Fabric Manager's CCI.</summary>
    /// <inheritdoc cref="OpenHost"/>
    public void OpenFabricManager(EndpointAddress address, bool allowRemote = false, int device = 0) =>
        OpenCci(
            Role("fm", device, null), new ServedEndpoint("fm", device, null, address), _fabricManagers[device],
            allowRemote);

    /// <summary>Opens a serial line for an MCTP endpoint, with a host's CCI or, where that is null, without.</summary>
    /// <inheritdoc cref="OpenHost"/>
    public void OpenMctp(
        EndpointAddress address, MctpOptions options, bool allowRemote = false, int? host = 0, int device = 0)
    {
        string role = host is { } number
            ? Role("mctp", device, Number("--mctp", address, number, device)) : Role("mctp fm", device, null);
        EndpointListener listener = Open(role, new ServedEndpoint("mctp", device, host, address), allowRemote);
        var server = new MctpServer(
            host is null ? null : _hosts[device][host.Value],
            _fabricManagers[device],
            _devices[device].Configuration.SerialNumber,
            _logger,
            options with { Name = $"{role} on {listener.Address}" });
        _servers.Add(
            ends => new EndpointServer(listener, server.ServeAsync, _logger, shared: _connections).RunAsync(ends));
    }

    /// <summary>Opens an endpoint for control sessions.</summary>
    /// <inheritdoc cref="OpenHost"/>
    public void OpenControl(EndpointAddress address, bool allowRemote = false)
    {
        EndpointListener listener = Open("qmp", new ServedEndpoint("qmp", null, null, address), allowRemote);

        // Each command pays for it: only where somebody may ask.
        _control.KeepJournal();
        _servers.Add(ends => new EndpointServer(
            listener,
            _control.RunAsync,
            _logger,
            MaxControlSessions,
            _connections).RunAsync(ends));
    }

    /// <summary>
    /// Serves until it is cancelled, a control session says quit, or an endpoint has no peers to come: the end
    /// of standard input.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _connections = ConnectionLimit.OfProcess(_reserved);
        Task[] running = [.. _servers.Select(serve => serve(ends.Token))];
        await Task.WhenAny([.. running, _quit.Task]);
        await ends.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <inheritdoc cref="QmpServer.JudgedBy"/>
    public void JudgedBy(CxlDevice device, Func<IReadOnlyList<QmpViolation>> violations) =>
        _control.JudgedBy(device, violations);

    /// <inheritdoc cref="QmpServer.RaiseViolation"/>
    public void RaiseViolation(CxlDevice device, QmpViolation violation) => _control.RaiseViolation(device, violation);

    /// <summary>Closes the endpoints; sockets and FIFOs that were made are removed.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach ((_, _, EndpointListener listener) in _listeners)
            await listener.DisposeAsync();
        _control.Dispose();
    }

    /// <summary>A host's number where its device has several.</summary>
    private int? Number(string option, EndpointAddress address, int host, int device)
    {
        int hosts = _hosts[device].Length;
        if (host >= hosts)
            throw new CliException($"{option} {host}={address}: the device has {hosts} host(s), counted from 0");
        return hosts == 1 ? null : host;
    }

    private string Role(string role, int device, int? host) =>
        $"{(_devices.Count == 1 ? "" : $"device {device}, ")}{role}{(host is null ? "" : $" {host}")}";

    private void OpenCci(string role, ServedEndpoint served, CciServer server, bool allowRemote)
    {
        EndpointListener listener = Open(role, served, allowRemote);
        _servers.Add(
            ends => new EndpointServer(listener, server.ServeAsync, _logger, shared: _connections).RunAsync(ends));
    }

    private EndpointListener Open(string role, ServedEndpoint served, bool allowRemote)
    {
        EndpointListener listener = EndpointListener.Open(served.Address, allowRemote);
        _listeners.Add((role, served, listener));
        _reserved += Math.Max(DescriptorsOf(served.Address), ListenersDescriptors);
        return listener;
    }
}
