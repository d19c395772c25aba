using CxlWire.Device;

namespace CxlWire.Control.Commands;

/// <summary><c>system_reset</c>: every host starts anew; what it holds it keeps. The event is RESET.</summary>
internal static class SystemReset
{
    public static void Execute(QmpCall call)
    {
        foreach (CxlDevice device in call.Server.Devices)
        {
            lock (device.Gate)
                device.Reset();
        }

        call.Server.Events.Reset("host-qmp-system-reset");
    }
}
