using CxlWire.Protocol;

namespace CxlWire.Device.Registers;

/// <summary>MSI-X vectors that are the device's own choice.</summary>
internal static class InterruptVectors
{
    /// <summary>The mailbox: commands and background operations.</summary>
    public const int OfMailbox = 1;

    /// <summary>The DOE mailbox.</summary>
    public const int OfDoe = 7;

    private const int FirstLog = 2;

    /// <summary>X3: the vector of an event log, where the device chooses.</summary>
    public static int OfLog(EventLogType log) => FirstLog + log.Value;
}
