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

/// <summary>One thing that goes wrong, and when.</summary>
public sealed class Fault
{
    internal Fault(string name, FaultTrigger trigger, FaultAction action)
    {
        Name = name;
        Trigger = trigger;
        Action = action;
    }

    /// <summary>What logs and conversations call it.</summary>
    public string Name { get; }

    /// <summary>What goes wrong, as the scenario names it: "return_code", "no_reply", ...</summary>
    public string Kind => Action.Kind;

    internal FaultTrigger Trigger { get; }

    internal FaultAction Action { get; }
}

/// <summary>A fault that can be injected at once, without a scenario: see <see cref="FaultInjector"/>.</summary>
public sealed class ImmediateFault
{
    internal ImmediateFault(FaultAction action, string json)
    {
        Action = action;
        Json = json;
    }

    /// <summary>What goes wrong, as scenarios name it.</summary>
    public string Kind => Action.Kind;

    /// <summary>The fault in one line, as it can be read again.</summary>
    public string Json { get; }

    internal FaultAction Action { get; }
}

/// <summary>A fault happened.</summary>
/// <param name="Name">The fault's name.</param>
/// <param name="Kind">What went wrong, as scenarios name it.</param>
/// <param name="HostId">The host on whose CCI it happened; null: the Fabric Manager's.</param>
/// <param name="Moment">What was going on: the command, the record, the log whose interrupt it was.</param>
public sealed record FiredFault(string Name, string Kind, int? HostId, string Moment)
{
    /// <summary>In a line, without the host: "busy-twice: return_code at Release Dynamic Capacity (4803h)".</summary>
    public override string ToString() => $"{Name}: {Kind} at {Moment}";
}

/// <summary>How often a fault has been met, and has happened.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Matches">Moments so far that are what it waits for.</param>
/// <param name="Fired">Times that it has happened.</param>
public readonly record struct FaultCount(Fault Fault, long Matches, long Fired);
