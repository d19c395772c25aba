namespace CxlWire.Device.Faults;

/// <summary>Kinds of moments in which something can go wrong.</summary>
[Flags]
internal enum FaultMoments
{
    None = 0,

    /// <summary>A CCI is about to carry out a command, or to reply.</summary>
    Command = 1,

    /// <summary>An event record enters a log.</summary>
    Record = 2,

    /// <summary>A log asks for an interrupt, or for an Event Notification (0106h).</summary>
    Interrupt = 4,

    /// <summary>Someone asks for the fault itself.</summary>
    Now = 8,
}
