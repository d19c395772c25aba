namespace CxlWire.Protocol.Fm;

/// <summary>Get LD Info (5400h), response.</summary>
[Layout("get_ld_info_response", "CXL r3.1 7.6.7.4.1 Get LD Info (5400h)", 11)]
public readonly partial record struct GetLdInfoResponse
{
    /// <summary>Capacity of the device, in bytes: public code disagrees, some counts 256 MiB.</summary>
    [Field(0, Unit = "bytes")] public partial ulong MemorySize { get; init; }

    /// <summary>Logical devices.</summary>
    [Field(8)] public partial ushort LdCount { get; init; }

    /// <summary>Telemetry of congestion of the egress port can be enabled.</summary>
    [Bit(10, 0)] public partial bool EgressPortCongestionSupported { get; init; }

    /// <summary>Telemetry of a throughput that is reduced for a time can be enabled.</summary>
    [Bit(10, 1)] public partial bool TemporaryThroughputReductionSupported { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(10, 7, 2)] public partial byte CapabilityReserved { get; init; }
}
