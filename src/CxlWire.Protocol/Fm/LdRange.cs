namespace CxlWire.Protocol.Fm;

/// <summary>Get QoS Allocated BW (5406h) and Get QoS BW Limit (5408h), request.</summary>
[Layout("ld_range", "CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h) and 7.6.7.4.9 Get QoS BW Limit (5408h)", 2)]
[Payload(
    "GetQosAllocatedBandwidthRequest",
    "get_qos_allocated_bw_request",
    "CXL r3.1 7.6.7.4.7 Get QoS Allocated BW (5406h)")]
[Payload(
    "GetQosBandwidthLimitRequest", "get_qos_bw_limit_request", "CXL r3.1 7.6.7.4.9 Get QoS BW Limit (5408h)")]
public readonly partial record struct LdRange
{
    /// <summary>Logical devices wanted at most.</summary>
    [Field(0)] public partial byte LdCount { get; init; }

    /// <summary>The first of them.</summary>
    [Field(1)] public partial byte StartLdId { get; init; }
}
