namespace CxlWire.Protocol.Dcd;

/// <summary>Get Dynamic Capacity Configuration (4800h), response, then the regions.</summary>
[Layout("get_dc_configuration_response", "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)", 8)]
[List(
    "regions",
    typeof(DynamicCapacityRegionConfiguration),
    Count = nameof(RegionsReturned),
    Tail = typeof(DynamicCapacityConfigurationTail))]
public readonly partial record struct GetDynamicCapacityConfigurationResponse
{
    /// <summary>Regions of the device.</summary>
    [Field(0)] public partial byte RegionsAvailable { get; init; }

    /// <summary>Regions that follow.</summary>
    [Field(1)] public partial byte RegionsReturned { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(2, 6)] public partial ulong Reserved2 { get; init; }
}
