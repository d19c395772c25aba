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
    [Field(57)] public partial byte MemoryEventType { get; init; }

    /// <summary>What the device was doing.</summary>
    [Field(58)] public partial byte TransactionType { get; init; }

    /// <summary>Which of the following fields count.</summary>
    [Field(59)] public partial ushort ValidityFlags { get; init; }

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

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(105, 23)] public partial ReservedBytes Reserved105 { get; init; }
}
