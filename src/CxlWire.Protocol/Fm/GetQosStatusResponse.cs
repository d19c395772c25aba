namespace CxlWire.Protocol.Fm;

/// <summary>Get QoS Status (5405h), response.</summary>
[Layout("get_qos_status_response", "CXL r3.1 7.6.7.4.6 Get QoS Status (5405h)", 1)]
public readonly partial record struct GetQosStatusResponse
{
    /// <summary>How often backpressure was seen, of the times that it was looked at.</summary>
    [Field(0, Unit = "%")] public partial byte BackpressureAveragePercentage { get; init; }
}
