using System.Globalization;
using CxlWire.Device.Faults;

namespace CxlWire.Conversations;

/// <summary>A scenario is loaded in place of any other; the answer is success.</summary>
/// <param name="Scenario">What goes wrong from here on; null: nothing.</param>
public sealed record FaultsStep(FaultScenario? Scenario) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => Scenario is { } scenario
        ? string.Create(CultureInfo.InvariantCulture, $"faults: {scenario.Faults.Count}, seed {scenario.Seed}")
        : "faults: none";
}

/// <summary>A fault is injected at once.</summary>
/// <param name="HostId">The host to which it happens; null: the Fabric Manager.</param>
/// <param name="Fault">The fault.</param>
public sealed record InjectStep(int? HostId, ImmediateFault Fault) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => $"inject {Fault.Json}";
}

/// <summary>The next fault, of those that no step before has told of, that happened.</summary>
public sealed record FiredStep : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => "fault fired";
}
