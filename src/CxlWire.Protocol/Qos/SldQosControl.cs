namespace CxlWire.Protocol.Qos;

/// <summary>Get (4700h) and Set SLD QoS Control (4701h).</summary>
[Layout("sld_qos_control", "CXL r3.1 8.2.9.9.8.1 Get (4700h) and 8.2.9.9.8.2 Set SLD QoS Control (4701h)", 4)]
[Payload(
    "GetSldQosControlResponse", "get_sld_qos_control_response", "CXL r3.1 8.2.9.9.8.1 Get SLD QoS Control (4700h)")]
[Payload("SetSldQosControlRequest", "set_sld_qos_control_request", "CXL r3.1 8.2.9.9.8.2 Set SLD QoS Control (4701h)")]
public readonly partial record struct SldQosControl
{
    /// <summary>The device tells of congestion of its egress port.</summary>
    [Bit(0, 0)] public partial bool EgressPortCongestionEnabled { get; init; }

    /// <summary>The device tells of a temporary reduction of its throughput.</summary>
    [Bit(0, 1)] public partial bool TemporaryThroughputReductionEnabled { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 2)] public partial byte TelemetryControlReserved { get; init; }

    /// <summary>From where on congestion is moderate, in percent, 1 to 100.</summary>
    [Field(1, Unit = "%")] public partial byte EgressModeratePercentage { get; init; }

    /// <summary>From where on congestion is severe, in percent, 1 to 100.</summary>
    [Field(2, Unit = "%")] public partial byte EgressSeverePercentage { get; init; }

    /// <summary>Time between samples of congestion in nanoseconds, 0 to 15; 0: none are taken.</summary>
    [Field(3, Unit = "ns")] public partial byte BackpressureSampleInterval { get; init; }
}
