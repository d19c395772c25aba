using CxlWire.Device.Events;
using CxlWire.Protocol;

namespace CxlWire.Device.Commands.Events;

/// <summary>What the commands on event logs share.</summary>
internal static class EventLogs
{
    /// <summary>Finds the log that a request asks for.</summary>
    /// <param name="port">The CCI.</param>
    /// <param name="payload">Layout of the request.</param>
    /// <param name="type">The log.</param>
    /// <param name="log">Any log where the request is refused.</param>
    /// <returns>Null, or that there is no such log.</returns>
    public static Refusal? Find(CciPort port, Layout payload, EventLogType type, out EventLog log)
    {
        bool isKnown = type.Value < port.Logs.Count;
        log = port.Logs[isKnown ? type.Value : 0];
        return isKnown ? null : Refusal.At(payload, "log", ReturnCode.InvalidInput, "E3", "no such event log");
    }
}
