namespace CxlWire.Device.Faults;

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
