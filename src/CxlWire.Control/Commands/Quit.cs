namespace CxlWire.Control.Commands;

/// <summary><c>quit</c>: the reply, the event SHUTDOWN to every session, then the end of the process.</summary>
internal static class Quit
{
    public static void Execute(QmpCall call)
    {
        call.Server.Events.Shutdown("host-qmp-quit");
        if (call.Session is { } session)
            session.QuitsAfterReply = true;
    }
}
