using System.Text;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Fuzz.Checks;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.VfioUser;

namespace CxlWire.Load.Soaking;

/// <summary>
/// A device with small limits, served in this process on UNIX sockets: the CCIs of its hosts and of its Fabric Manager,
/// a control socket, and the PCI functions of its hosts.
/// </summary>
internal sealed class SoakDevice : IAsyncDisposable
{
    /// <summary>The host that faults happen to; its peers expect anything.</summary>
    public const int BatteredHost = 2;

    private static readonly DeviceConfiguration _configuration = DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(
        """
        {"hosts": 3, "extents_supported": 24, "tags_supported": 5, "sanitize_bytes_per_second": "64 MiB",
         "lsa_size": 4096, "payload_size": 1024, "event_log_depths": {"informational": 4, "dynamic_capacity": 6},
         "regions": [{"length": "256 MiB", "sanitize_configurable": true},
                     {"length": "256 MiB", "sharable": true, "sanitize_on_release": true}]}
        """));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cxls");
    private readonly CancellationTokenSource _stop = new();
    private readonly List<EndpointListener> _listeners = [];
    private readonly List<Task> _servers = [];
    private readonly QmpServer _control;

    public SoakDevice()
    {
        Device = new CxlDevice(_configuration);
        _control = new QmpServer([Device], new QmpServerOptions { Logger = Log });
        foreach (Host host in Device.Hosts)
        {
            Serve(Host(host.Id), new CciServer(Device, host.Cci, Log).ServeAsync);
            EndpointListener listener = Listen(Function(host.Id));
            _servers.Add(new VfioUserServer(Device, host.Function, Log).RunAsync(listener, _stop.Token));
        }

        Serve(FabricManager, new CciServer(Device, Device.FabricManager.Cci, Log).ServeAsync);
        Serve(Control, _control.RunAsync);
    }

    public CxlDevice Device { get; }

    /// <summary>What nobody expected.</summary>
    public ErrorLogger Log { get; } = new();

    public string FabricManager => Path("fm");

    public string Control => Path("qmp");

    public string Host(int id) => Path($"host{id}");

    public string Function(int id) => Path($"function{id}");

    /// <summary>Any of its sockets.</summary>
    public string AnySocket(Random random) => random.Next(5) switch
    {
        0 => FabricManager,
        1 => Control,
        2 => Function(random.Next(2) * BatteredHost),
        _ => Host(random.Next(Device.Hosts.Count)),
    };

    public static async Task<EndpointConnection> ConnectAsync(string path) =>
        await EndpointClient.ConnectAsync(new EndpointAddress.Unix(path), TimeSpan.FromSeconds(60));

    /// <summary>Ends the servers; returns when they have closed everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_servers).WaitAsync(TimeSpan.FromSeconds(60));
        foreach (EndpointListener listener in _listeners)
            await listener.DisposeAsync();
        _control.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private void Serve(string path, Func<EndpointConnection, CancellationToken, Task> handler) =>
        _servers.Add(new EndpointServer(Listen(path), handler, Log).RunAsync(_stop.Token));

    private EndpointListener Listen(string path)
    {
        EndpointListener listener = EndpointListener.Open(new EndpointAddress.Unix(path));
        _listeners.Add(listener);
        return listener;
    }
}
