using CxlWire.Protocol;

namespace CxlWire.Device.Events;

/// <summary>What JSON calls event logs.</summary>
internal static class EventLogNames
{
    /// <summary>"dynamic_capacity".</summary>
    public static string ToName(this EventLogType type) =>
        type == EventLogType.Informational ? "informational"
        : type == EventLogType.Warning ? "warning"
        : type == EventLogType.Failure ? "failure"
        : type == EventLogType.Fatal ? "fatal"
        : "dynamic_capacity";
}
