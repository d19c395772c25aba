namespace CxlWire.Control.Commands;

/// <summary><c>system_reset</c>: every host starts anew; what it holds it keeps. The event is RESET.</summary>
internal static class SystemReset
{
    /// <summary>Tells all sessions, once every device is reset.</summary>
    public static void End(QmpCall call) => call.Server.Events.Reset("host-qmp-system-reset");
}
