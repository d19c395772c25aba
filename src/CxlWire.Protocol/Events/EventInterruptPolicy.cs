namespace CxlWire.Protocol.Events;

/// <summary>Get (0102h) and Set Event Interrupt Policy (0103h).</summary>
[Layout(
    "event_interrupt_policy",
    "CXL r3.1 8.2.9.2.4 Get (0102h) and 8.2.9.2.5 Set Event Interrupt Policy (0103h)",
    5, MinimumSize = 4)]
[Payload(
    "GetEventInterruptPolicyResponse",
    "get_event_interrupt_policy_response",
    "CXL r3.1 8.2.9.2.4 Get Event Interrupt Policy (0102h)",
    MinimumSize = 5)]
[Payload(
    "SetEventInterruptPolicyRequest",
    "set_event_interrupt_policy_request",
    "CXL r3.1 8.2.9.2.5 Set Event Interrupt Policy (0103h)")]
public readonly partial record struct EventInterruptPolicy
{
    /// <summary>Settings of the informational event log.</summary>
    [Field(0)] public partial EventInterruptSettings Informational { get; init; }

    /// <summary>Settings of the warning event log.</summary>
    [Field(1)] public partial EventInterruptSettings Warning { get; init; }

    /// <summary>Settings of the failure event log.</summary>
    [Field(2)] public partial EventInterruptSettings Failure { get; init; }

    /// <summary>Settings of the fatal event log.</summary>
    [Field(3)] public partial EventInterruptSettings Fatal { get; init; }

    /// <summary>Settings of the dynamic capacity event log.</summary>
    [Field(4)] public partial EventInterruptSettings DynamicCapacity { get; init; }
}
