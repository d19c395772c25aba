namespace CxlWire.Protocol.Features;

/// <summary>What 0501h reads of the four memory sparing features.</summary>
[Layout("memory_sparing_readable", "CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration", 19)]
public readonly partial record struct MemorySparingReadable
{
    /// <summary>How long an operation takes at most: 5 is 100 ms.</summary>
    [Field(0)] public partial byte MaxLatency { get; init; }

    /// <summary>The device can begin an operation of its own accord.</summary>
    [Bit(1, 0)] public partial bool DeviceInitiatedCapable { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(1, 15, 1)] public partial ushort CapabilitiesReserved { get; init; }

    /// <summary>The device begins operations of its own accord.</summary>
    [Bit(3, 0)] public partial bool DeviceInitiated { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(3, 15, 1)] public partial ushort ModeReserved { get; init; }

    /// <summary>Class of the operation (0600h).</summary>
    [Field(5)] public partial byte OperationClass { get; init; }

    /// <summary>Subclass of it.</summary>
    [Field(6)] public partial byte OperationSubclass { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(7, 10)] public partial ReservedBytes Reserved7 { get; init; }

    /// <summary>An operation is not safe while the memory is in use.</summary>
    [Bit(17, 0)] public partial bool UnsafeInUse { get; init; }

    /// <summary>Sparing that outlives power off.</summary>
    [Bit(17, 1)] public partial bool HardSparingSupported { get; init; }

    /// <summary>Sparing that does not.</summary>
    [Bit(17, 2)] public partial bool SoftSparingSupported { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(17, 15, 3)] public partial ushort RestrictionsReserved { get; init; }
}

/// <summary>What 0502h writes of the four memory sparing features.</summary>
[Layout("memory_sparing_writable", "CXL r3.1 8.2.9.7.2.3 Memory Sparing Features Discovery and Configuration", 2)]
public readonly partial record struct MemorySparingWritable
{
    /// <summary>The device is to begin operations of its own accord.</summary>
    [Bit(0, 0)] public partial bool DeviceInitiated { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 15, 1)] public partial ushort ModeReserved { get; init; }
}
