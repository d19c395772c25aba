using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;
using CxlWire.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Testing;

/// <summary>
/// A device in the test's own process, behind pipes in memory. The test plays the Fabric Manager through
/// <see cref="Device"/>, holding its gate, and the driver under test talks on what <see cref="Connect"/> gives.
/// </summary>
public sealed class DeviceFixture : IAsyncDisposable
{
    private readonly CciServer _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _serving = [];

    /// <summary>Starts a device.</summary>
    /// <param name="configuration">What it is made of; null: the default device.</param>
    /// <param name="clock">What its timestamps run with; null: the system's clock.</param>
    /// <param name="logger">Told of refused commands and protocol errors; null: nobody is.</param>
    public DeviceFixture(DeviceConfiguration? configuration = null, TimeProvider? clock = null, ILogger? logger = null)
    {
        Device = new CxlDevice(configuration ?? DeviceConfiguration.Default, clock);
        _server = new CciServer(Device, Device.Hosts[0].Cci, logger ?? NullLogger.Instance);
    }

    /// <summary>The device; hold its gate while calling in.</summary>
    public CxlDevice Device { get; }

    /// <summary>The driver's end of a new stream to the host's CCI.</summary>
    public PipePair Connect()
    {
        var pair = new PipePair();
        _serving.Add(ServeAsync(pair));
        return pair;
    }

    /// <summary>A client on a new stream to the host's CCI.</summary>
    public HostClient ConnectClient() => new(Connect().Client);

    /// <summary>Offers capacity as the Fabric Manager; see <see cref="FabricManager.Add"/>.</summary>
    public Refusal? Add(AddCapacityRequest request)
    {
        using (Device.Enter())
            return Device.FabricManager.Add(request);
    }

    /// <summary>Asks for capacity as the Fabric Manager; see <see cref="FabricManager.Release"/>.</summary>
    public Refusal? Release(ReleaseCapacityRequest request)
    {
        using (Device.Enter())
            return Device.FabricManager.Release(request);
    }

    /// <summary>Has a scenario happen from now on; see <see cref="CxlDevice.LoadFaults"/>.</summary>
    /// <param name="json">The scenario, as in fixtures/scenarios; null: nothing goes wrong any more.</param>
    /// <exception cref="JsonFileException">It is no scenario.</exception>
    public void LoadFaults(string? json)
    {
        FaultScenario? scenario = json is null ? null : FaultScenarioFile.Parse(json);
        using (Device.Enter())
            Device.LoadFaults(scenario);
    }

    /// <summary>Closes all streams; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await Task.WhenAll(_serving);
        _stopping.Dispose();
    }

    private async Task ServeAsync(PipePair pair)
    {
        try
        {
            await _server.ServeAsync(pair.Server, _stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }

        await pair.Server.Input.CompleteAsync();
        await pair.Server.Output.CompleteAsync();
    }
}
