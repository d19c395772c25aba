using CxlWire.Device.Activity;

namespace CxlWire.Device.Faults;

/// <summary>
/// Has a scenario happen to one device. Everything is decided by the scenario, its seed and what is said to the
/// device: the same conversation has the same faults. Called like the device, with its gate held.
/// </summary>
public sealed class FaultInjector
{
    private readonly DeviceActivity _activity;
    private FaultRandom _random;

    internal FaultInjector(FaultScenario scenario, DeviceActivity activity)
    {
        Scenario = scenario;
        _activity = activity;
        Armed = [.. scenario.Faults.Select(fault => new ArmedFault(fault))];
        _random = new FaultRandom(scenario.Seed);
    }

    /// <summary>What happens.</summary>
    public FaultScenario Scenario { get; }

    /// <summary>How often each fault of the scenario has happened, in its order.</summary>
    public IReadOnlyList<FaultCount> Counts => [.. Armed.Select(a => new FaultCount(a.Fault, a.Matches, a.Fired))];

    /// <summary>The faults of the scenario, in its order.</summary>
    internal ArmedFault[] Armed { get; }

    /// <summary>Takes in that a fault has met an occasion that it waits for, and decides whether it happens.</summary>
    /// <param name="armed">The fault.</param>
    /// <param name="possible">Whether there is something that it could happen to.</param>
    /// <param name="occasion">The occasion.</param>
    internal bool Fires(ArmedFault armed, bool possible, in FaultOccasion occasion)
    {
        if (!armed.Fires(possible, ref _random))
            return false;
        _activity.RaiseFaultFired(
            new FiredFault(armed.Fault.Name, armed.Fault.Kind, occasion.HostId, occasion.ToString()));
        return true;
    }

    /// <summary>A number that chance picks.</summary>
    /// <param name="limit">More than the largest.</param>
    internal int Pick(int limit) => _random.Below(limit);
}
