namespace CxlWire.Protocol;

/// <summary>CXL r3.1 Table 8-50 Dynamic Capacity Event Record type. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct DynamicCapacityEventType(byte Value)
{
    /// <summary>0: capacity is offered to the host.</summary>
    [Code(0, "add capacity")] public static partial DynamicCapacityEventType AddCapacity { get; }

    /// <summary>1: the host is asked to release capacity.</summary>
    [Code(1, "release capacity")] public static partial DynamicCapacityEventType ReleaseCapacity { get; }

    /// <summary>2: the host has lost capacity.</summary>
    [Code(2, "forced capacity release")] public static partial DynamicCapacityEventType ForcedCapacityRelease { get; }

    /// <summary>3: a region has a new configuration.</summary>
    [Code(3, "region configuration updated")]
    public static partial DynamicCapacityEventType RegionConfigurationUpdated { get; }

    /// <summary>4: the host has answered an offer; only towards the Fabric Manager.</summary>
    [Code(4, "add capacity response")] public static partial DynamicCapacityEventType AddCapacityResponse { get; }

    /// <summary>5: the host has released capacity; only towards the Fabric Manager.</summary>
    [Code(5, "capacity released")] public static partial DynamicCapacityEventType CapacityReleased { get; }
}
