namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 8.2.9.2.1.3 device event type of a Memory Module Event Record. Any value can be on the wire.
/// </summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct DeviceEventType(byte Value)
{
    /// <summary>0: the health status changed.</summary>
    [Code(0, "health status change")] public static partial DeviceEventType HealthStatusChange { get; }

    /// <summary>1: the media status changed.</summary>
    [Code(1, "media status change")] public static partial DeviceEventType MediaStatusChange { get; }

    /// <summary>2: more of its life is used.</summary>
    [Code(2, "life used change")] public static partial DeviceEventType LifeUsedChange { get; }

    /// <summary>3: the temperature changed.</summary>
    [Code(3, "temperature change")] public static partial DeviceEventType TemperatureChange { get; }

    /// <summary>4: an error on the way of the data inside the device.</summary>
    [Code(4, "data path error")] public static partial DeviceEventType DataPathError { get; }

    /// <summary>5: an error of the label storage area.</summary>
    [Code(5, "LSA error")] public static partial DeviceEventType LsaError { get; }

    /// <summary>6: an error of a sideband bus.</summary>
    [Code(6, "unrecoverable internal sideband bus error")]
    public static partial DeviceEventType UnrecoverableSidebandBusError { get; }

    /// <summary>7: an error of a replaceable part.</summary>
    [Code(7, "memory media FRU error")] public static partial DeviceEventType MemoryMediaFruError { get; }

    /// <summary>8: a fault of the power management.</summary>
    [Code(8, "power management fault")] public static partial DeviceEventType PowerManagementFault { get; }
}
