namespace CxlWire.Protocol.Events;

/// <summary>Interrupt settings of one event log.</summary>
[Layout("event_interrupt_settings", "CXL r3.1 8.2.9.2.4 Event Interrupt Settings", 1)]
public readonly partial record struct EventInterruptSettings
{
    /// <summary>How the host is told of the log's first record.</summary>
    [Bits(0, 1, 0)] public partial EventInterruptMode Mode { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 3, 2)] public partial byte SettingsReserved { get; init; }

    /// <summary>MSI or MSI-X message.</summary>
    [Bits(0, 7, 4)] public partial byte MessageNumber { get; init; }
}
