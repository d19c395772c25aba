namespace CxlWire.Protocol.Fm;

/// <summary>Get Host DC Region Configuration (5601h), request.</summary>
[Layout("get_host_dc_region_configuration_request", "CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)", 4)]
public readonly partial record struct GetHostDynamicCapacityRegionConfigurationRequest
{
    /// <summary>Host.</summary>
    [Field(0)] public partial ushort HostId { get; init; }

    /// <summary>Regions wanted at most.</summary>
    [Field(2)] public partial byte RegionCount { get; init; }

    /// <summary>First region wanted.</summary>
    [Field(3)] public partial byte StartIndex { get; init; }
}
