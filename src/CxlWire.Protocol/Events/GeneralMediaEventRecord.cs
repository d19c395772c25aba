namespace CxlWire.Protocol.Events;

/// <summary>The media had an error.</summary>
[Layout("general_media_event_record", "CXL r3.1 8.2.9.2.1.1 General Media Event Record", 128)]
public readonly partial record struct GeneralMediaEventRecord
{
    /// <summary>Common header.</summary>
    [Field(0)] public partial EventRecordHeader Header { get; init; }

    /// <summary>Device physical address; the low 6 bits are flags, in bytes.</summary>
    [Field(48, Unit = "bytes")] public partial ulong PhysicalAddress { get; init; }

    /// <summary>Bit mask.</summary>
    [Field(56)] public partial byte MemoryEventDescriptor { get; init; }

    /// <summary>What happened.</summary>
    [Field(57)] public partial GeneralMediaEventType MemoryEventType { get; init; }

    /// <summary>What the device was doing.</summary>
    [Field(58)] public partial MemoryTransactionType TransactionType { get; init; }

    /// <summary>The channel counts.</summary>
    [Bit(59, 0)] public partial bool ChannelValid { get; init; }

    /// <summary>The rank counts.</summary>
    [Bit(59, 1)] public partial bool RankValid { get; init; }

    /// <summary>The device mask counts.</summary>
    [Bit(59, 2)] public partial bool DeviceValid { get; init; }

    /// <summary>The component identifier counts.</summary>
    [Bit(59, 3)] public partial bool ComponentIdentifierValid { get; init; }

    /// <summary>The component identifier, where it counts, is a <see cref="PldmComponentIdentifier"/>.</summary>
    [Bit(59, 4)] public partial bool ComponentIdentifierIsPldm { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(59, 15, 5)] public partial ushort ValidityReserved { get; init; }

    /// <summary>Channel.</summary>
    [Field(61)] public partial byte Channel { get; init; }

    /// <summary>Rank.</summary>
    [Field(62)] public partial byte Rank { get; init; }

    /// <summary>Bit mask of devices of the rank.</summary>
    [Field(63, Width = 3)] public partial uint Device { get; init; }

    /// <summary>16 bytes that the vendor gives a meaning, unless they are PLDM's.</summary>
    [Field(66)] public partial Uuid ComponentIdentifier { get; init; }

    /// <summary>Several components had corrected errors.</summary>
    [Bit(82, 0)] public partial bool CorrectedErrorsInSeveralComponents { get; init; }

    /// <summary>The threshold of corrected errors is exceeded.</summary>
    [Bit(82, 1)] public partial bool CorrectedErrorThresholdExceeded { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(82, 7, 2)] public partial byte CorrectedErrorFlagsReserved { get; init; }

    /// <summary>Corrected memory errors at the event.</summary>
    [Field(83, Width = 3)] public partial uint CorrectedErrorCount { get; init; }

    /// <summary>What happened, more closely.</summary>
    [Field(86)] public partial MemoryEventSubType MemoryEventSubType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(87, 41)] public partial ReservedBytes64 Reserved87 { get; init; }
}
