namespace CxlWire.Protocol.Fm;

/// <summary>
/// Get (5406h) and Set QoS Allocated BW (5407h), Get (5408h) and Set QoS BW Limit (5409h): a fraction for each logical
/// device.
/// </summary>
[Layout("bandwidth_fractions", "CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h) to 7.6.7.4.10 (5409h)", 2, View = true)]
[Payload(
    "GetQosAllocatedBandwidthResponse",
    "get_qos_allocated_bw_response",
    "CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h)")]
[Payload(
    "SetQosAllocatedBandwidthRequest",
    "set_qos_allocated_bw_request",
    "CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h)")]
[Payload(
    "SetQosAllocatedBandwidthResponse",
    "set_qos_allocated_bw_response",
    "CXL r3.1 7.6.7.4.8 Set QoS Allocated BW (5407h)")]
[Payload(
    "GetQosBandwidthLimitResponse", "get_qos_bw_limit_response", "CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h)")]
[Payload(
    "SetQosBandwidthLimitRequest", "set_qos_bw_limit_request", "CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h)")]
[Payload(
    "SetQosBandwidthLimitResponse", "set_qos_bw_limit_response", "CXL r3.1 7.6.7.4.10 Set QoS BW Limit (5409h)")]
[List("fractions", typeof(byte), Count = nameof(LdCount))]
public readonly partial record struct BandwidthFractions
{
    /// <summary>Logical devices, whose fractions follow: n of 256.</summary>
    [Field(0)] public partial byte LdCount { get; init; }

    /// <summary>The first of them.</summary>
    [Field(1)] public partial byte StartLdId { get; init; }
}
