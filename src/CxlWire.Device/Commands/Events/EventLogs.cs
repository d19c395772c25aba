using CxlWire.Device.Events;
using CxlWire.Protocol;

namespace CxlWire.Device.Commands.Events;

/// <summary>What the commands on event logs share.</summary>
internal static class EventLogs
{
    public static CommandResult NoSuchLog =>
        CommandResult.Refused(ReturnCode.InvalidInput, "E3", "log", 0, "no such event log");

    public static bool TryGet(CciPort port, EventLogType type, out EventLog log)
    {
        bool known = type.Value < port.Logs.Count;
        log = port.Logs[known ? type.Value : 0];
        return known;
    }
}
