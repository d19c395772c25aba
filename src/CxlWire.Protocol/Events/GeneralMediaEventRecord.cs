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
    [Field(57)] public partial byte MemoryEventType { get; init; }

    /// <summary>What the device was doing.</summary>
    [Field(58)] public partial byte TransactionType { get; init; }

    /// <summary>Which of the following fields count.</summary>
    [Field(59)] public partial ushort ValidityFlags { get; init; }

    /// <summary>Channel.</summary>
    [Field(61)] public partial byte Channel { get; init; }

    /// <summary>Rank.</summary>
    [Field(62)] public partial byte Rank { get; init; }

    /// <summary>Bit mask of devices of the rank.</summary>
    [Field(63, Width = 3)] public partial uint Device { get; init; }

    /// <summary>16 bytes that the vendor gives a meaning.</summary>
    [Field(66)] public partial Uuid ComponentIdentifier { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(82, 46)] public partial ReservedBytes64 Reserved82 { get; init; }
}
