using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;
using CxlWire.Judge;
using CxlWire.Transport;
using CxlWire.Verification;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Testing;

/// <summary>
/// A device in the test's own process, behind pipes in memory. The test plays the Fabric Manager through
/// <see cref="Device"/>, holding its gate, and the driver under test talks on what <see cref="Connect"/> gives.
/// </summary>
public sealed partial class DeviceFixture : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _serving = [];
    private int _streams;

    // Guarded by itself, with what is below.
    private readonly Queue<RefusedCommand> _refusals = [];
    private TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts a device.</summary>
    /// <param name="configuration">What it is made of; null: the default device.</param>
    /// <param name="clock">What its timestamps run with; null: the system's clock.</param>
    /// <param name="logger">Told of refused commands and protocol errors; null: nobody is.</param>
    /// <param name="judging">How its drivers are judged: how long they may take; null: as usual.</param>
    public DeviceFixture(
        DeviceConfiguration? configuration = null,
        TimeProvider? clock = null,
        ILogger? logger = null,
        JudgeOptions? judging = null)
    {
        Device = new CxlDevice(configuration ?? DeviceConfiguration.Default, clock);
        _logger = logger ?? NullLogger.Instance;
        Device.Activity.CommandRefused += Keep;
        Monitor = new JournalMonitor(Device);
        _judge = new JournalWatch(Device, judging, Keep);
    }

    /// <summary>The device; hold its gate while calling in.</summary>
    public CxlDevice Device { get; }

    /// <summary>
    /// Commands that the device has refused, oldest first, as far as they are kept: the newest
    /// <see cref="RefusalLog.Capacity"/>. Each names rule, field and byte.
    /// </summary>
    public IReadOnlyList<RefusedCommand> Refusals
    {
        get
        {
            lock (_refusals)
                return [.. _refusals];
        }
    }

    /// <summary>Waits until there is a refusal among <see cref="Refusals"/>, and takes the oldest out.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RefusedCommand> TakeRefusalAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task refused;
            lock (_refusals)
            {
                if (_refusals.TryDequeue(out RefusedCommand oldest))
                    return oldest;
                if (_refused.Task.IsCompleted)
                    _refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                refused = _refused.Task;
            }

            await refused.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets all <see cref="Refusals"/>.</summary>
    public void ClearRefusals()
    {
        lock (_refusals)
            _refusals.Clear();
    }

    /// <summary>Fails a test whose driver was to say nothing wrong.</summary>
    /// <exception cref="CommandRefusedException">A command was refused; the message has a line for each.</exception>
    public void ThrowIfRefused()
    {
        IReadOnlyList<RefusedCommand> refusals = Refusals;
        if (refusals.Count > 0)
            throw new CommandRefusedException(refusals);
    }

    /// <summary>
    /// The driver's end of a new stream to a host's CCI. Logs call the first "host 0, in process 1", and so on.
    /// </summary>
    /// <param name="host">Which host, counted from 0.</param>
    public PipePair Connect(int host = 0) =>
        Open(Device.Hosts[host].Cci, FormattableString.Invariant($"host {host}"));

    /// <summary>A client on a new stream to a host's CCI.</summary>
    /// <inheritdoc cref="Connect"/>
    public HostClient ConnectClient(int host = 0) => new(Connect(host).Client, () => NewestRefusal(host));

    /// <summary>The other end of a new stream to the Fabric Manager's CCI.</summary>
    public PipePair ConnectFabricManager() => Open(Device.FabricManager.Cci, "fm");

    /// <summary>A client on a new stream to the Fabric Manager's CCI.</summary>
    public HostClient ConnectFabricManagerClient() => new(ConnectFabricManager().Client, () => NewestRefusal(null));

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
        _judge.Dispose();
        Monitor.Dispose();
        _stopping.Dispose();
    }

    // Called with the device's gate held.
    private void Keep(RefusedCommand refused)
    {
        lock (_refusals)
        {
            if (_refusals.Count == RefusalLog.Capacity)
                _refusals.Dequeue();
            _refusals.Enqueue(refused);
            _refused.TrySetResult();
        }
    }

    private RefusedCommand? NewestRefusal(int? host) =>
        Refusals.Where(refused => refused.HostId == host).Select(refused => (RefusedCommand?)refused).LastOrDefault();

    private PipePair Open(CciPort port, string peer)
    {
        var pair = new PipePair(
            FormattableString.Invariant($"{peer}, in process {Interlocked.Increment(ref _streams)}"));
        _serving.Add(ServeAsync(new CciServer(Device, port, _logger), pair));
        return pair;
    }

    private async Task ServeAsync(CciServer server, PipePair pair)
    {
        try
        {
            await server.ServeAsync(pair.Server, _stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }

        await pair.Server.Input.CompleteAsync();
        await pair.Server.Output.CompleteAsync();
    }
}
