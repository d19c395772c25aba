using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Judge;
using CxlWire.Judge.Cases;

namespace CxlWire.Testing.Simulation;

/// <summary>
/// A driver of the test's own process in a case, with simulated time: it takes as long as what is done in it, and the
/// same case has the same bytes each time.
/// </summary>
public static class DeviceSimulation
{
    // Of simulated time: so long a driver may take to end when it is told to.
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(10);

    /// <summary>Puts a driver into a case, and judges it.</summary>
    /// <param name="played">The case.</param>
    /// <param name="driver">
    /// Drives until it is cancelled. It awaits, by the clock and on the streams of the <see cref="SimulatedHost"/>, and
    /// starts no threads.
    /// </param>
    /// <param name="options">The defaults where null.</param>
    /// <param name="check">
    /// Looks at the device when the case is over and the driver still there: what it throws fails the case. Null:
    /// nobody looks.
    /// </param>
    /// <exception cref="InvalidOperationException">The driver has left the simulation's thread.</exception>
    public static CaseResult Run(
        DriverCase played,
        Func<SimulatedHost, CancellationToken, Task> driver,
        JudgeOptions? options = null,
        Action<CxlDevice>? check = null)
    {
        ArgumentNullException.ThrowIfNull(played);
        ArgumentNullException.ThrowIfNull(driver);
        var thread = new SimulationThread();
        var device = new CxlDevice(played.Configuration ?? DeviceConfiguration.Default, thread.Time);
        using var run = new CaseRun(played, device, options);
        thread.Done = run.Read;
        try
        {
            thread.Run(() => PlayAsync(run, new SimulatedHost(thread, device), driver, check));
        }
        catch (SpinException)
        {
            run.NoteDriverEnd("it hangs: it does the same again and again, without a pause");
        }

        thread.ThrowIfLeft();
        return run.End();
    }

    private static async Task PlayAsync(
        CaseRun run,
        SimulatedHost host,
        Func<SimulatedHost, CancellationToken, Task> driver,
        Action<CxlDevice>? check)
    {
        using var over = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        Task driving = driver(host, stop.Token);
        Task playing = run.PlayAsync(over.Token);
        if (await Task.WhenAny(driving, playing) == driving)
            run.NoteDriverEnd($"it ended by itself: {ReasonOf(driving)}");
        else
            Check(run, host, check);
        Cancel(over);
        Cancel(stop);
        Task ended = await Task.WhenAny(driving, Task.Delay(_farewell, host.Time));
        if (ended != driving)
            run.NoteDriverEnd("it does not end when it is told to, or has left the simulation's thread");
        await Task.WhenAny(playing);
    }

    private static void Check(CaseRun run, SimulatedHost host, Action<CxlDevice>? check)
    {
        try
        {
            check?.Invoke(host.Device);
        }
        catch (Exception e)
        {
            run.NoteDriverEnd($"the check fails: {e.Message}");
        }
    }

    // Here and now: what is to be done on it is done on this thread.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private static string ReasonOf(Task driving) => driving.Exception?.InnerException is { } e
        ? $"{e.GetType().Name}: {e.Message}"
        : driving.IsCanceled ? "it was cancelled" : "it returned";
}
