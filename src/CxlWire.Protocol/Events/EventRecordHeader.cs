namespace CxlWire.Protocol.Events;

/// <summary>What every event record begins with.</summary>
[Layout("event_record_header", "CXL r3.1 8.2.9.2.1 Common Event Record", 48, View = true)]
public readonly partial record struct EventRecordHeader
{
    /// <summary>Says which record this is.</summary>
    [Field(0)] public partial EventRecordIdentifier EventRecordIdentifier { get; init; }

    /// <summary>Length of the whole record, 80h, in bytes.</summary>
    [Field(16, Unit = "bytes")] public partial byte RecordLength { get; init; }

    /// <summary>0 informational, 1 warning, 2 failure, 3 fatal.</summary>
    [Bits(17, 1, 0)] public partial EventSeverity Severity { get; init; }

    /// <summary>The condition does not go away.</summary>
    [Bit(17, 2)] public partial bool PermanentCondition { get; init; }

    /// <summary>The device asks for maintenance.</summary>
    [Bit(17, 3)] public partial bool MaintenanceNeeded { get; init; }

    /// <summary>The device is slower than it should be.</summary>
    [Bit(17, 4)] public partial bool PerformanceDegraded { get; init; }

    /// <summary>Hardware should be replaced.</summary>
    [Bit(17, 5)] public partial bool HardwareReplacementNeeded { get; init; }

    /// <summary>The subclass field counts.</summary>
    [Bit(17, 6)] public partial bool MaintenanceOperationSubclassValid { get; init; }

    /// <summary>The LD-ID field counts.</summary>
    [Bit(17, 7)] public partial bool LdIdValid { get; init; }

    /// <summary>The head ID field counts.</summary>
    [Bit(17, 8)] public partial bool HeadIdValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(17, 23, 9)] public partial ushort FlagsReserved { get; init; }

    /// <summary>Names the record in its log; never 0 (E2).</summary>
    [Field(20)] public partial ushort Handle { get; init; }

    /// <summary>Another record about the same matter, or 0.</summary>
    [Field(22)] public partial ushort RelatedHandle { get; init; }

    /// <summary>Since 1970-01-01 UTC; 0 until Set Timestamp (E10), in nanoseconds.</summary>
    [Field(24, Unit = "ns")] public partial ulong Timestamp { get; init; }

    /// <summary>Which maintenance is asked for.</summary>
    [Field(32)] public partial byte MaintenanceOperationClass { get; init; }

    /// <summary>Subclass of it.</summary>
    [Field(33)] public partial byte MaintenanceOperationSubclass { get; init; }

    /// <summary>Logical device (r3.2).</summary>
    [Field(34)] public partial ushort LdId { get; init; }

    /// <summary>Head (r3.2).</summary>
    [Field(36)] public partial byte HeadId { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(37, 11)] public partial ReservedBytes Reserved37 { get; init; }
}
