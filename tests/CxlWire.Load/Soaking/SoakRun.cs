using System.Diagnostics;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;

namespace CxlWire.Load.Soaking;

/// <summary>
/// Everybody at once on one device: hosts, Fabric Managers, control sessions, guests' registers, faults, resets, slow
/// and dying peers. What must always hold is looked at all the time. Each round has a fresh device; each second round
/// is recorded, and its recording played again.
/// </summary>
/// <param name="time">How long, all rounds together.</param>
/// <param name="seed">Of the first round; each has the next.</param>
internal sealed class SoakRun(TimeSpan time, int seed)
{
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(50);

    // What the runtime opens once, and keeps.
    private const int Some = 16;

    private readonly Dictionary<string, long> _actions = [];
    private readonly GateWatch _gate = new();
    private long _looks;
    private long _steps;

    /// <returns>Whether all held.</returns>
    public async Task<bool> RunAsync()
    {
        long start = Stopwatch.GetTimestamp();
        int rounds = 0, descriptors = 0;
        for (; rounds == 0 || Stopwatch.GetElapsedTime(start) < time; rounds++)
        {
            int seedOfRound = seed + rounds;
            try
            {
                await PlayAsync(seedOfRound, isRecorded: rounds % 2 == 1, time < _round ? time : _round);
                int open = OpenDescriptors();
                descriptors = rounds == 0 ? open : descriptors;
                if (open > descriptors + Some)
                    throw new InvalidDataException($"{open} file descriptors are open, {descriptors} after one round");
            }
            catch (Exception e) when (e is InvalidDataException or FuzzFailure or TimeoutException)
            {
                Console.WriteLine($"FAILED: --soak {_round.TotalSeconds} --seed {seedOfRound}: {e}");
                return false;
            }
        }

        IEnumerable<string> actions =
            _actions.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key} {a.Value}");
        Console.WriteLine($"soak: {rounds} rounds from seed {seed}: {string.Join(", ", actions)}");
        Console.WriteLine(
            $"soak: {_looks} looks at everything, {_steps} recorded steps played again alike; "
                + $"the gate was held for at most {_gate.Longest.TotalMilliseconds:F1} ms, of {_gate.Turns} times");
        return true;
    }

    private async Task PlayAsync(int seedOfRound, bool isRecorded, TimeSpan length)
    {
        var soak = new SoakDevice();
        soak.Device.GateWatch = _gate;
        using DeviceRecording? recording = isRecorded ? new DeviceRecording(soak.Device) : null;
        using var stop = new CancellationTokenSource(length);
        int number = 0;
        int Next() => (seedOfRound * 100) + number++;
        Actor[] actors =
        [
            new HostActor(soak, Next(), 0), new HostActor(soak, Next(), 0), new HostActor(soak, Next(), 1),
            new FabricManagerActor(soak, Next()), new FabricManagerActor(soak, Next()),
            new ControlActor(soak, Next()), new ControlActor(soak, Next()), new RegisterActor(soak, Next(), 1),
            new BatteredPeer(soak, Next()), new BatteredPeer(soak, Next()),
            new RudePeer(soak, Next()), new RudePeer(soak, Next()), new RudePeer(soak, Next()),
        ];
        try
        {
            Task[] running = [.. actors.Select(actor => Task.Run(() => EndAllAsync(actor.RunAsync(stop.Token), stop)))];
            await EndAllAsync(LookAsync(soak, stop.Token), stop);
            await Task.WhenAll(running).WaitAsync(TimeSpan.FromSeconds(90));
        }
        finally
        {
            await soak.DisposeAsync();
        }

        soak.Log.Check();
        foreach (Actor actor in actors)
            _actions[actor.ToString()] = _actions.GetValueOrDefault(actor.ToString()) + actor.Actions;
        if (recording is not null)
            PlayAgain(recording.Stop());
    }

    private static async Task EndAllAsync(Task one, CancellationTokenSource all)
    {
        try
        {
            await one;
        }
        catch
        {
            await all.CancelAsync();
            throw;
        }
    }

    /// <summary>Looks at all that must hold, from time to time, with the gate held.</summary>
    private async Task LookAsync(SoakDevice soak, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            lock (soak.Device.Gate)
                DeviceAccounts.Check(soak.Device);
            _looks++;
            await Task.Delay(_betweenLooks, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private void PlayAgain(Conversation conversation)
    {
        _steps += conversation.Steps.Count;
        if (DeviceRecording.Differences(conversation) is [var different, ..])
        {
            throw new InvalidDataException(
                $"played again, step {different.Index} of {conversation.Steps.Count} differs: {different.Step}: "
                    + $"{string.Join("; ", different.Differences)}");
        }
    }

    private static int OpenDescriptors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Directory.GetFileSystemEntries("/proc/self/fd").Length;
    }
}
