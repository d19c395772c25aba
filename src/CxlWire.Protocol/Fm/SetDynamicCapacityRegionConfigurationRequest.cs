namespace CxlWire.Protocol.Fm;

/// <summary>Set DC Region Configuration (5602h), request.</summary>
[Layout("set_dc_region_configuration_request", "CXL r3.1 7.6.7.6.3 Set DC Region Configuration (5602h)", 16)]
public readonly partial record struct SetDynamicCapacityRegionConfigurationRequest
{
    /// <summary>Region.</summary>
    [Field(0)] public partial byte Region { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(1, 3)] public partial ulong Reserved1 { get; init; }

    /// <summary>Block size wanted, in bytes.</summary>
    [Field(4, Unit = "bytes")] public partial ulong BlockSize { get; init; }

    /// <summary>Released capacity is to be sanitized.</summary>
    [Bit(12, 0)] public partial bool SanitizeOnRelease { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(12, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(13, 3)] public partial ulong Reserved13 { get; init; }
}
