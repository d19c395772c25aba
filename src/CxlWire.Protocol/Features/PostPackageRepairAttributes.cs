namespace CxlWire.Protocol.Features;

/// <summary>What 0501h reads of sPPR and hPPR.</summary>
[Layout("ppr_readable", "CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration", 20)]
public readonly partial record struct PostPackageRepairReadable
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
    [Reserved(7, 9)] public partial ReservedBytes Reserved7 { get; init; }

    /// <summary>0600h takes a device physical address.</summary>
    [Bit(16, 0)] public partial bool DpaSupported { get; init; }

    /// <summary>0600h takes a nibble mask.</summary>
    [Bit(16, 1)] public partial bool NibbleMaskSupported { get; init; }

    /// <summary>Memory Sparing Event Records can tell of operations.</summary>
    [Bit(16, 2)] public partial bool SparingRecordsCapable { get; init; }

    /// <summary>The device can begin operations when it starts.</summary>
    [Bit(16, 3)] public partial bool DeviceInitiatedAtBootCapable { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(16, 7, 4)] public partial byte FlagsReserved { get; init; }

    /// <summary>Media cannot be read or written meanwhile.</summary>
    [Bit(17, 0)] public partial bool MediaInaccessible { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bit(17, 1)] public partial bool RestrictionsReserved1 { get; init; }

    /// <summary>Data is lost.</summary>
    [Bit(17, 2)] public partial bool DataLost { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(17, 15, 3)] public partial ushort RestrictionsReserved { get; init; }

    /// <summary>Memory Sparing Event Records tell of operations.</summary>
    [Bit(19, 0)] public partial bool SparingRecords { get; init; }

    /// <summary>The device begins operations when it starts.</summary>
    [Bit(19, 1)] public partial bool DeviceInitiatedAtBoot { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(19, 7, 2)] public partial byte RepairModeReserved { get; init; }
}

/// <summary>What 0502h writes of sPPR and hPPR.</summary>
[Layout("ppr_writable", "CXL r3.1 8.2.9.7.2.1 sPPR and 8.2.9.7.2.2 hPPR Feature Discovery and Configuration", 3)]
public readonly partial record struct PostPackageRepairWritable
{
    /// <summary>The device is to begin operations of its own accord.</summary>
    [Bit(0, 0)] public partial bool DeviceInitiated { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 15, 1)] public partial ushort ModeReserved { get; init; }

    /// <summary>Memory Sparing Event Records are to tell of operations.</summary>
    [Bit(2, 0)] public partial bool SparingRecords { get; init; }

    /// <summary>The device is to begin operations when it starts.</summary>
    [Bit(2, 1)] public partial bool DeviceInitiatedAtBoot { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(2, 7, 2)] public partial byte RepairModeReserved { get; init; }
}
