namespace CxlWire.Protocol.Dcd;

/// <summary>What follows the last returned region.</summary>
[Layout("dc_configuration_tail", "CXL r3.1 8.2.9.9.9.1 Get Dynamic Capacity Configuration, tail", 16)]
public readonly partial record struct DynamicCapacityConfigurationTail
{
    /// <summary>Extents that the device can track.</summary>
    [Field(0)] public partial uint ExtentsSupported { get; init; }

    /// <summary>Supported less accepted and pending (R4).</summary>
    [Field(4)] public partial uint ExtentsAvailable { get; init; }

    /// <summary>Tags that the device can track.</summary>
    [Field(8)] public partial uint TagsSupported { get; init; }

    /// <summary>Supported less tags in use.</summary>
    [Field(12)] public partial uint TagsAvailable { get; init; }
}
