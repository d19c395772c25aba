using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Testing.Simulation;

/// <summary>
/// What a driver has of a <see cref="DeviceSimulation"/>: the host's CCI, and the clock. Everything runs on one thread:
/// a driver awaits, and starts no threads of its own (<c>Task.Run</c>, <c>ConfigureAwait(false)</c>).
/// </summary>
public sealed class SimulatedHost
{
    private readonly SimulationThread _thread;
    private readonly CciServer _server;
    private readonly List<Task> _serving = [];
    private int _streams;

    internal SimulatedHost(SimulationThread thread, CxlDevice device)
    {
        (_thread, Device) = (thread, device);
        _server = new CciServer(device, device.Hosts[0].Cci, NullLogger.Instance);
    }

    /// <summary>The clock that the driver waits by. An hour of it takes no longer than what is done in it.</summary>
    public TimeProvider Time => _thread.Time;

    internal CxlDevice Device { get; }

    /// <summary>Begins a stream to the host's CCI; completing its output ends it.</summary>
    /// <returns>The driver's end.</returns>
    /// <exception cref="InvalidOperationException">The driver has left the simulation's thread.</exception>
    public IDuplexPipe Connect()
    {
        _thread.CheckIsCurrent();
        _serving.RemoveAll(task => task.IsCompleted);
        var pair = new PipePair(FormattableString.Invariant($"host 0, simulated {++_streams}"));
        _serving.Add(ServeAsync(pair.Server));
        return pair.Client;
    }

    private async Task ServeAsync(IDuplexPipe pipe)
    {
        try
        {
            await _server.ServeAsync(pipe, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // As on any stream: what the driver hears of it is its end.
        }

        await pipe.Input.CompleteAsync();
        await pipe.Output.CompleteAsync();
    }
}
