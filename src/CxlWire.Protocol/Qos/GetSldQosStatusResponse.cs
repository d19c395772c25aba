namespace CxlWire.Protocol.Qos;

/// <summary>Get SLD QoS Status (4702h), response.</summary>
[Layout("get_sld_qos_status_response", "CXL r3.1 8.2.9.9.8.3 Get SLD QoS Status (4702h)", 1)]
public readonly partial record struct GetSldQosStatusResponse
{
    /// <summary>Congestion of the egress port in percent of the samples.</summary>
    [Field(0, Unit = "%")] public partial byte BackpressureAveragePercentage { get; init; }
}
