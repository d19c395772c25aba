using System.Globalization;

namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.2 event log. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
public readonly record struct EventLogType(byte Value)
{
    /// <summary>0: informational events.</summary>
    public static EventLogType Informational => new(0);

    /// <summary>1: warning events.</summary>
    public static EventLogType Warning => new(1);

    /// <summary>2: failure events.</summary>
    public static EventLogType Failure => new(2);

    /// <summary>3: fatal events.</summary>
    public static EventLogType Fatal => new(3);

    /// <summary>4: dynamic capacity events.</summary>
    public static EventLogType DynamicCapacity => new(4);

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        0 => "informational",
        1 => "warning",
        2 => "failure",
        3 => "fatal",
        4 => "dynamic capacity",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>CXL r3.1 8.2.9.2.1 event record severity, 2 bits.</summary>
/// <param name="Value">0 to 3.</param>
public readonly record struct EventSeverity(byte Value)
{
    /// <summary>0, the severity of every Dynamic Capacity record (E1).</summary>
    public static EventSeverity Informational => new(0);

    /// <summary>1.</summary>
    public static EventSeverity Warning => new(1);

    /// <inheritdoc/>
    public override string ToString() => new EventLogType(Value).ToString();
}

/// <summary>CXL r3.1 8.2.9.2.4 event interrupt mode, 2 bits.</summary>
/// <param name="Value">0 to 3.</param>
public readonly record struct EventInterruptMode(byte Value)
{
    /// <summary>0: no interrupt.</summary>
    public static EventInterruptMode None => new(0);

    /// <summary>1: MSI or MSI-X.</summary>
    public static EventInterruptMode MsiOrMsiX => new(1);

    /// <summary>2: firmware interrupt.</summary>
    public static EventInterruptMode Firmware => new(2);

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        0 => "none",
        1 => "MSI/MSI-X",
        2 => "firmware",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>CXL r3.1 Table 8-50 Dynamic Capacity Event Record type. Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
public readonly record struct DynamicCapacityEventType(byte Value)
{
    /// <summary>0: capacity is offered to the host.</summary>
    public static DynamicCapacityEventType AddCapacity => new(0);

    /// <summary>1: the host is asked to release capacity.</summary>
    public static DynamicCapacityEventType ReleaseCapacity => new(1);

    /// <summary>2: the host has lost capacity.</summary>
    public static DynamicCapacityEventType ForcedCapacityRelease => new(2);

    /// <summary>3: a region has a new configuration.</summary>
    public static DynamicCapacityEventType RegionConfigurationUpdated => new(3);

    /// <summary>4: the host has answered an offer; only towards the Fabric Manager.</summary>
    public static DynamicCapacityEventType AddCapacityResponse => new(4);

    /// <summary>5: the host has released capacity; only towards the Fabric Manager.</summary>
    public static DynamicCapacityEventType CapacityReleased => new(5);

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        0 => "add capacity",
        1 => "release capacity",
        2 => "forced capacity release",
        3 => "region configuration updated",
        4 => "add capacity response",
        5 => "capacity released",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
