namespace CxlWire.Protocol.Mailbox;

/// <summary>Identify Memory Device (4000h), response.</summary>
[Layout("identify_memory_device_response", "CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h)", 69)]
public readonly partial record struct IdentifyMemoryDeviceResponse
{
    /// <summary>ASCII, padded with zeros.</summary>
    [Field(0)] public partial Text16 FirmwareRevision { get; init; }

    /// <summary>Static capacity, volatile and persistent, in units of 256 MiB.</summary>
    [Field(16, Unit = "256 MiB")] public partial ulong TotalCapacity { get; init; }

    /// <summary>Volatile only, in units of 256 MiB.</summary>
    [Field(24, Unit = "256 MiB")] public partial ulong VolatileCapacity { get; init; }

    /// <summary>Persistent only, in units of 256 MiB.</summary>
    [Field(32, Unit = "256 MiB")] public partial ulong PersistentCapacity { get; init; }

    /// <summary>0: not partitionable, in units of 256 MiB.</summary>
    [Field(40, Unit = "256 MiB")] public partial ulong PartitionAlignment { get; init; }

    /// <summary>Records.</summary>
    [Field(48)] public partial ushort InformationalEventLogSize { get; init; }

    /// <summary>Records.</summary>
    [Field(50)] public partial ushort WarningEventLogSize { get; init; }

    /// <summary>Records.</summary>
    [Field(52)] public partial ushort FailureEventLogSize { get; init; }

    /// <summary>Records.</summary>
    [Field(54)] public partial ushort FatalEventLogSize { get; init; }

    /// <summary>Label storage area, in bytes.</summary>
    [Field(56, Unit = "bytes")] public partial uint LsaSize { get; init; }

    /// <summary>Media error records that the device can list.</summary>
    [Field(60, Width = 3)] public partial uint PoisonListMaximum { get; init; }

    /// <summary>Poisoned addresses that may be injected.</summary>
    [Field(63)] public partial ushort InjectPoisonLimit { get; init; }

    /// <summary>Bit mask.</summary>
    [Field(65)] public partial byte PoisonHandlingCapabilities { get; init; }

    /// <summary>Bit mask.</summary>
    [Field(66)] public partial byte QosTelemetryCapabilities { get; init; }

    /// <summary>Records.</summary>
    [Field(67)] public partial ushort DynamicCapacityEventLogSize { get; init; }
}
