namespace CxlWire.Protocol.Dcd;

/// <summary>Get Dynamic Capacity Configuration (4800h), request.</summary>
[Layout("get_dc_configuration_request", "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration (4800h)", 2)]
public readonly partial record struct GetDynamicCapacityConfigurationRequest
{
    /// <summary>Regions wanted at most.</summary>
    [Field(0)] public partial byte RegionCount { get; init; }

    /// <summary>First region wanted.</summary>
    [Field(1)] public partial byte StartIndex { get; init; }
}
