using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Fm;

/// <summary>Get Host DC Region Configuration (5601h), response, then the regions.</summary>
[Layout("get_host_dc_region_configuration_response", "CXL r3.1 7.6.7.6.2 Get Host DC Region Configuration (5601h)", 4)]
[List(
    "regions",
    typeof(HostDynamicCapacityRegionConfiguration),
    Count = nameof(RegionsReturned),
    Tail = typeof(DynamicCapacityConfigurationTail))]
public readonly partial record struct GetHostDynamicCapacityRegionConfigurationResponse
{
    /// <summary>Host.</summary>
    [Field(0)] public partial ushort HostId { get; init; }

    /// <summary>Regions of the host.</summary>
    [Field(2)] public partial byte RegionsAvailable { get; init; }

    /// <summary>Regions that follow.</summary>
    [Field(3)] public partial byte RegionsReturned { get; init; }
}
