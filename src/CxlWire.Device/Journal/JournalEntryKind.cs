namespace CxlWire.Device.Journal;

/// <summary>What an entry of a <see cref="DeviceJournal"/> tells of.</summary>
public enum JournalEntryKind
{
    /// <summary>A command of a CCI was answered: carried out, refused, or spoilt by a fault.</summary>
    Command,

    /// <summary>A command of the control socket was answered; <see cref="JournalEntry.Detail"/> is its name.</summary>
    ControlCommand,

    /// <summary>
    /// Capacity was offered, or was not; the detail is the <see cref="FabricManagement.AddCapacityRequest"/>.
    /// </summary>
    CapacityAdd,

    /// <summary>
    /// Capacity was asked back, or was not; the detail is the <see cref="FabricManagement.ReleaseCapacityRequest"/>.
    /// </summary>
    CapacityRelease,

    /// <summary>A record of 128 bytes, the request, was put into a log; the detail is the log's type.</summary>
    EventInjected,

    /// <summary>A scenario was loaded; the detail is the <see cref="Faults.FaultScenario"/>, or null: none.</summary>
    FaultsLoaded,

    /// <summary>A fault was injected at once; the detail is the <see cref="Faults.ImmediateFault"/>.</summary>
    FaultInjected,

    /// <summary>A fault happened; the detail is the <see cref="Faults.FiredFault"/>.</summary>
    FaultFired,

    /// <summary>Hosts start anew; the detail is the <see cref="Activity.DeviceReset"/>.</summary>
    Reset,

    /// <summary>Memory was poisoned by a call; the detail is the <see cref="Capacity.DpaRange"/>.</summary>
    PoisonInjected,

    /// <summary>The request is what the label storage area begins with from now on.</summary>
    LabelsLoaded,

    /// <summary>The device was put into a state: the request, as JSON.</summary>
    StateLoaded,

    /// <summary>The time of a background command was over, and the clock had it do what it is for.</summary>
    BackgroundEnded,

    /// <summary>A peer came; the detail is what logs call it.</summary>
    Connected,

    /// <summary>A peer is gone; the detail is what logs call it.</summary>
    Disconnected,

    /// <summary>A host spoke as the detail says, a <see cref="HostNote"/>.</summary>
    Noted,

    /// <summary>
    /// The device had an Event Notification (0106h) for whoever listens on a CCI: part of the step that caused it.
    /// </summary>
    Notified,

    /// <summary>
    /// A packet went over an MCTP line, the request; the detail is the <see cref="Journal.LinePacket"/>. Of a wrong
    /// frame the request is what there was of a packet, and the reply the frame. Only captures have it.
    /// </summary>
    LinePacket,

    /// <summary>
    /// A peer on a byte stream was sent an Event Notification (0106h): the request, header included. Only captures
    /// have it.
    /// </summary>
    NotificationSent,
}
