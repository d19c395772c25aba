namespace CxlWire.Device.Faults;

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

    /// <summary>How long it lets a command go on in the background; null: it does not.</summary>
    public TimeSpan? GoesOnFor => Action is FaultAction.Background work ? work.Duration : null;

    internal FaultTrigger Trigger { get; }

    internal FaultAction Action { get; }
}
