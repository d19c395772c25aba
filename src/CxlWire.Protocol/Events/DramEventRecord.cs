namespace CxlWire.Protocol.Events;

/// <summary>The DRAM had an error.</summary>
[Layout("dram_event_record", "CXL r3.1 8.2.9.2.1.2 DRAM Event Record", 128)]
public readonly partial record struct DramEventRecord
{
    /// <summary>Common header.</summary>
    [Field(0)] public partial EventRecordHeader Header { get; init; }

    /// <summary>Device physical address; the low 6 bits are flags, in bytes.</summary>
    [Field(48, Unit = "bytes")] public partial ulong PhysicalAddress { get; init; }

    /// <summary>Bit mask.</summary>
    [Field(56)] public partial byte MemoryEventDescriptor { get; init; }

    /// <summary>What happened.</summary>
    [Field(57)] public partial DramEventType MemoryEventType { get; init; }

    /// <summary>What the device was doing.</summary>
    [Field(58)] public partial MemoryTransactionType TransactionType { get; init; }

    /// <summary>The channel counts.</summary>
    [Bit(59, 0)] public partial bool ChannelValid { get; init; }

    /// <summary>The rank counts.</summary>
    [Bit(59, 1)] public partial bool RankValid { get; init; }

    /// <summary>The nibble mask counts.</summary>
    [Bit(59, 2)] public partial bool NibbleMaskValid { get; init; }

    /// <summary>The bank group counts.</summary>
    [Bit(59, 3)] public partial bool BankGroupValid { get; init; }

    /// <summary>The bank counts.</summary>
    [Bit(59, 4)] public partial bool BankValid { get; init; }

    /// <summary>The row counts.</summary>
    [Bit(59, 5)] public partial bool RowValid { get; init; }

    /// <summary>The column counts.</summary>
    [Bit(59, 6)] public partial bool ColumnValid { get; init; }

    /// <summary>The correction mask counts.</summary>
    [Bit(59, 7)] public partial bool CorrectionMaskValid { get; init; }

    /// <summary>The component identifier counts.</summary>
    [Bit(59, 8)] public partial bool ComponentIdentifierValid { get; init; }

    /// <summary>The component identifier, where it counts, is a <see cref="PldmComponentIdentifier"/>.</summary>
    [Bit(59, 9)] public partial bool ComponentIdentifierIsPldm { get; init; }

    /// <summary>The sub-channel counts.</summary>
    [Bit(59, 10)] public partial bool SubChannelValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(59, 15, 11)] public partial ushort ValidityReserved { get; init; }

    /// <summary>Channel.</summary>
    [Field(61)] public partial byte Channel { get; init; }

    /// <summary>Rank.</summary>
    [Field(62)] public partial byte Rank { get; init; }

    /// <summary>Nibbles in error.</summary>
    [Field(63, Width = 3)] public partial uint NibbleMask { get; init; }

    /// <summary>Bank group.</summary>
    [Field(66)] public partial byte BankGroup { get; init; }

    /// <summary>Bank.</summary>
    [Field(67)] public partial byte Bank { get; init; }

    /// <summary>Row.</summary>
    [Field(68, Width = 3)] public partial uint Row { get; init; }

    /// <summary>Column.</summary>
    [Field(71)] public partial ushort Column { get; init; }

    /// <summary>Four masks of 64 bits.</summary>
    [Field(73)] public partial Bits256 CorrectionMask { get; init; }

    /// <summary>16 bytes that the vendor gives a meaning, unless they are PLDM's.</summary>
    [Field(105)] public partial Uuid ComponentIdentifier { get; init; }

    /// <summary>Sub-channel.</summary>
    [Field(121)] public partial byte SubChannel { get; init; }

    /// <summary>Several components had corrected errors.</summary>
    [Bit(122, 0)] public partial bool CorrectedErrorsInSeveralComponents { get; init; }

    /// <summary>The threshold of corrected errors is exceeded.</summary>
    [Bit(122, 1)] public partial bool CorrectedErrorThresholdExceeded { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(122, 7, 2)] public partial byte CorrectedErrorFlagsReserved { get; init; }

    /// <summary>Corrected volatile memory errors at the event.</summary>
    [Field(123, Width = 3)] public partial uint CorrectedErrorCount { get; init; }

    /// <summary>What happened, more closely.</summary>
    [Field(126)] public partial MemoryEventSubType MemoryEventSubType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(127, 1)] public partial byte Reserved127 { get; init; }
}
