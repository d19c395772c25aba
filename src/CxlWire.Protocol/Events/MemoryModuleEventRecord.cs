using CxlWire.Protocol.Mailbox;

namespace CxlWire.Protocol.Events;

/// <summary>The module changed its health.</summary>
[Layout("memory_module_event_record", "CXL r3.1 8.2.9.2.1.3 Memory Module Event Record", 128)]
public readonly partial record struct MemoryModuleEventRecord
{
    /// <summary>Common header.</summary>
    [Field(0)] public partial EventRecordHeader Header { get; init; }

    /// <summary>What happened.</summary>
    [Field(48)] public partial byte DeviceEventType { get; init; }

    /// <summary>Health of the device at the event, as 4200h tells it.</summary>
    [Field(49)] public partial GetHealthInfoResponse Health { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(67, 61)] public partial ReservedBytes64 Reserved67 { get; init; }
}
