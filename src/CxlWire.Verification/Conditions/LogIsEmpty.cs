using CxlWire.Device;
using CxlWire.Device.Events;
using CxlWire.Protocol;

namespace CxlWire.Verification.Conditions;

/// <summary>Nothing is in a log, and nothing waits to get in.</summary>
internal sealed class LogIsEmpty(int? hostId, EventLogType type) : Condition
{
    public override bool IsMet(CxlDevice device, JournalCounts counts) => LogOf(device) is { Count: 0, Waiting: 0 };

    public override string ToString() => $"{Log} is empty";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts)
    {
        EventLog log = LogOf(device);
        string waiting = log.Waiting == 0
            ? "" : FormattableString.Invariant($", and {log.Waiting} more wait to get in");
        return $"{Log} has {Words.Count(log.Count, "record")}{waiting}";
    }

    private string Log => $"the {type.ToName()} log of {Words.Cci(hostId)}";

    private EventLog LogOf(CxlDevice device) => CciOf(device, hostId).Logs[type.Value];
}
