namespace CxlWire.Protocol.Events;

/// <summary>Get (0104h) and Set MCTP Event Interrupt Policy (0105h), Event Notification (0106h).</summary>
[Layout(
    "event_notification_mask",
    "CXL r3.1 8.2.9.2.6 Get (0104h) and 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h), 8.2.9.2.8 "
        + "Event Notification (0106h)",
    2)]
[Payload(
    "GetMctpEventInterruptPolicyResponse",
    "get_mctp_event_interrupt_policy_response",
    "CXL r3.1 8.2.9.2.6 Get MCTP Event Interrupt Policy (0104h)")]
[Payload(
    "SetMctpEventInterruptPolicyRequest",
    "set_mctp_event_interrupt_policy_request",
    "CXL r3.1 8.2.9.2.7 Set MCTP Event Interrupt Policy (0105h)")]
[Payload("EventNotificationRequest", "event_notification_request", "CXL r3.1 8.2.9.2.8 Event Notification (0106h)")]
public readonly partial record struct EventNotificationMask
{
    /// <summary>The informational event log.</summary>
    [Bit(0, 0)] public partial bool Informational { get; init; }

    /// <summary>The warning event log.</summary>
    [Bit(0, 1)] public partial bool Warning { get; init; }

    /// <summary>The failure event log.</summary>
    [Bit(0, 2)] public partial bool Failure { get; init; }

    /// <summary>The fatal event log.</summary>
    [Bit(0, 3)] public partial bool Fatal { get; init; }

    /// <summary>The dynamic capacity event log.</summary>
    [Bit(0, 4)] public partial bool DynamicCapacity { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 14, 5)] public partial ushort EventsReserved { get; init; }

    /// <summary>A background operation ended.</summary>
    [Bit(0, 15)] public partial bool BackgroundOperationCompleted { get; init; }
}
