namespace CxlWire.Device.Faults;

/// <summary>
/// What a device does wrong, and when: docs/faults.md. Read by <see cref="FaultScenarioFile"/>, carried out by a
/// <see cref="FaultInjector"/>. It never changes, and any number of devices may have it.
/// </summary>
public sealed class FaultScenario
{
    internal FaultScenario(ulong seed, IReadOnlyList<Fault> faults, string json)
    {
        Seed = seed;
        Faults = faults;
        Json = json;
    }

    /// <summary>What every choice that is left to chance is made from.</summary>
    public ulong Seed { get; }

    /// <summary>The faults, in the order in which they are looked at.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>The scenario in one line, as it can be read again.</summary>
    public string Json { get; }
}
