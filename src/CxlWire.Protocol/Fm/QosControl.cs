namespace CxlWire.Protocol.Fm;

/// <summary>Get (5403h) and Set QoS Control (5404h).</summary>
[Layout("qos_control", "CXL r3.1 7.6.7.4.4 Get QoS Control (5403h) and 7.6.7.4.5 Set QoS Control (5404h)", 7)]
[Payload("GetQosControlResponse", "get_qos_control_response", "CXL r3.1 7.6.7.4.4 Get QoS Control (5403h)")]
[Payload("SetQosControlRequest", "set_qos_control_request", "CXL r3.1 7.6.7.4.5 Set QoS Control (5404h)")]
[Payload("SetQosControlResponse", "set_qos_control_response", "CXL r3.1 7.6.7.4.5 Set QoS Control (5404h)")]
public readonly partial record struct QosControl
{
    /// <summary>Telemetry of congestion of the egress port is enabled.</summary>
    [Bit(0, 0)] public partial bool EgressPortCongestionEnabled { get; init; }

    /// <summary>Telemetry of a throughput that is reduced for a time is enabled.</summary>
    [Bit(0, 1)] public partial bool TemporaryThroughputReductionEnabled { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 2)] public partial byte TelemetryControlReserved { get; init; }

    /// <summary>From where on congestion is moderate.</summary>
    [Field(1, Unit = "%")] public partial byte EgressModeratePercentage { get; init; }

    /// <summary>From where on congestion is severe.</summary>
    [Field(2, Unit = "%")] public partial byte EgressSeverePercentage { get; init; }

    /// <summary>How often backpressure is looked at; 0: it is not.</summary>
    [Field(3, Unit = "ns")] public partial byte BackpressureSampleInterval { get; init; }

    /// <summary>Requests and completions that the device can sustain; limits are fractions of it; 0: none.</summary>
    [Field(4)] public partial ushort RequestCompletionBasis { get; init; }

    /// <summary>Over which time completions are counted.</summary>
    [Field(6, Unit = "ns")] public partial byte CompletionCollectionInterval { get; init; }
}
