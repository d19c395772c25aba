using CxlWire.Protocol.Mailbox;

namespace CxlWire.Protocol.Events;

/// <summary>The module changed its health.</summary>
[Layout("memory_module_event_record", "CXL r3.1 8.2.9.2.1.3 Memory Module Event Record", 128)]
public readonly partial record struct MemoryModuleEventRecord
{
    /// <summary>Common header.</summary>
    [Field(0)] public partial EventRecordHeader Header { get; init; }

    /// <summary>What happened.</summary>
    [Field(48)] public partial DeviceEventType DeviceEventType { get; init; }

    /// <summary>Health of the device at the event, as 4200h tells it.</summary>
    [Field(49)] public partial GetHealthInfoResponse Health { get; init; }

    /// <summary>The component identifier counts.</summary>
    [Bit(67, 0)] public partial bool ComponentIdentifierValid { get; init; }

    /// <summary>The component identifier, where it counts, is a <see cref="PldmComponentIdentifier"/>.</summary>
    [Bit(67, 1)] public partial bool ComponentIdentifierIsPldm { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(67, 15, 2)] public partial ushort ValidityReserved { get; init; }

    /// <summary>16 bytes that the vendor gives a meaning, unless they are PLDM's.</summary>
    [Field(69)] public partial Uuid ComponentIdentifier { get; init; }

    /// <summary>What happened, more closely.</summary>
    [Field(85)] public partial DeviceEventSubType DeviceEventSubType { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(86, 42)] public partial ReservedBytes64 Reserved86 { get; init; }
}
