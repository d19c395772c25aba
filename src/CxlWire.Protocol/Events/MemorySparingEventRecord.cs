namespace CxlWire.Protocol.Events;

/// <summary>Memory was replaced by spare memory, or spare memory was asked for.</summary>
[Layout("memory_sparing_event_record", "CXL r3.1 8.2.9.2.1.4 Memory Sparing Event Record", 128)]
public readonly partial record struct MemorySparingEventRecord
{
    /// <summary>Common header.</summary>
    [Field(0)] public partial EventRecordHeader Header { get; init; }

    /// <summary>Class of the maintenance operation.</summary>
    [Field(48)] public partial byte MaintenanceOperationClass { get; init; }

    /// <summary>Subclass of it.</summary>
    [Field(49)] public partial byte MaintenanceOperationSubclass { get; init; }

    /// <summary>Only whether there are spare resources was asked.</summary>
    [Bit(50, 0)] public partial bool QueryResources { get; init; }

    /// <summary>Hard sparing; else soft.</summary>
    [Bit(50, 1)] public partial bool HardSparing { get; init; }

    /// <summary>The device began it, not the host.</summary>
    [Bit(50, 2)] public partial bool DeviceInitiated { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(50, 7, 3)] public partial byte FlagsReserved { get; init; }

    /// <summary>How the maintenance operation ended, as its command's return code would say.</summary>
    [Field(51)] public partial byte Result { get; init; }

    /// <summary>The channel counts.</summary>
    [Bit(52, 0)] public partial bool ChannelValid { get; init; }

    /// <summary>The rank counts.</summary>
    [Bit(52, 1)] public partial bool RankValid { get; init; }

    /// <summary>The nibble mask counts.</summary>
    [Bit(52, 2)] public partial bool NibbleMaskValid { get; init; }

    /// <summary>The bank group counts.</summary>
    [Bit(52, 3)] public partial bool BankGroupValid { get; init; }

    /// <summary>The bank counts.</summary>
    [Bit(52, 4)] public partial bool BankValid { get; init; }

    /// <summary>The row counts.</summary>
    [Bit(52, 5)] public partial bool RowValid { get; init; }

    /// <summary>The column counts.</summary>
    [Bit(52, 6)] public partial bool ColumnValid { get; init; }

    /// <summary>The component identifier counts.</summary>
    [Bit(52, 7)] public partial bool ComponentIdentifierValid { get; init; }

    /// <summary>The component identifier, where it counts, is a <see cref="PldmComponentIdentifier"/>.</summary>
    [Bit(52, 8)] public partial bool ComponentIdentifierIsPldm { get; init; }

    /// <summary>The sub-channel counts.</summary>
    [Bit(52, 9)] public partial bool SubChannelValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(52, 15, 10)] public partial ushort ValidityReserved { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(54, 6)] public partial ulong Reserved54 { get; init; }

    /// <summary>Spare resources that are left.</summary>
    [Field(60)] public partial ushort SpareResourcesAvailable { get; init; }

    /// <summary>Channel.</summary>
    [Field(62)] public partial byte Channel { get; init; }

    /// <summary>Rank.</summary>
    [Field(63)] public partial byte Rank { get; init; }

    /// <summary>Nibbles concerned.</summary>
    [Field(64, Width = 3)] public partial uint NibbleMask { get; init; }

    /// <summary>Bank group.</summary>
    [Field(67)] public partial byte BankGroup { get; init; }

    /// <summary>Bank.</summary>
    [Field(68)] public partial byte Bank { get; init; }

    /// <summary>Row.</summary>
    [Field(69, Width = 3)] public partial uint Row { get; init; }

    /// <summary>Column.</summary>
    [Field(72)] public partial ushort Column { get; init; }

    /// <summary>16 bytes that the vendor gives a meaning, unless they are PLDM's.</summary>
    [Field(74)] public partial Uuid ComponentIdentifier { get; init; }

    /// <summary>Sub-channel.</summary>
    [Field(90)] public partial byte SubChannel { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(91, 37)] public partial ReservedBytes64 Reserved91 { get; init; }
}
