using CxlWire.Protocol.Dcd;

namespace CxlWire.Protocol.Events;

/// <summary>Capacity was offered, asked back, taken, accepted, or released.</summary>
[Layout("dynamic_capacity_event_record", "CXL r3.1 Table 8-50 Dynamic Capacity Event Record", 128, View = true)]
public readonly partial record struct DynamicCapacityEventRecord
{
    /// <summary>Common header.</summary>
    [Field(0)] public partial EventRecordHeader Header { get; init; }

    /// <summary>What happened.</summary>
    [Field(48)] public partial DynamicCapacityEventType EventType { get; init; }

    /// <summary>The extents available field counts.</summary>
    [Bit(49, 0)] public partial bool ExtentsAvailableValid { get; init; }

    /// <summary>The tags available field counts.</summary>
    [Bit(49, 1)] public partial bool TagsAvailableValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(49, 7, 2)] public partial byte ValidityReserved { get; init; }

    /// <summary>Host, in the Fabric Manager's records; 0 towards hosts (E9).</summary>
    [Field(50)] public partial ushort HostId { get; init; }

    /// <summary>Region, for type 3.</summary>
    [Field(52)] public partial byte UpdatedRegionIndex { get; init; }

    /// <summary>Another record of the same request follows (O1).</summary>
    [Bit(53, 0)] public partial bool More { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(53, 7, 1)] public partial byte FlagsReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(54, 2)] public partial ulong Reserved54 { get; init; }

    /// <summary>The extent concerned.</summary>
    [Field(56)] public partial Extent Extent { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(96, 24)] public partial ReservedBytes Reserved96 { get; init; }

    /// <summary>Extents that the device could still track.</summary>
    [Field(120)] public partial uint ExtentsAvailable { get; init; }

    /// <summary>Tags that the device could still track.</summary>
    [Field(124)] public partial uint TagsAvailable { get; init; }
}
