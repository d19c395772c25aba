using CxlWire.Device;
using CxlWire.Protocol;

namespace CxlWire.Verification.Conditions;

/// <summary>A command was answered so many times.</summary>
internal sealed class CommandSeen(int? hostId, Opcode opcode, ReturnCode? code, long times) : Condition
{
    private string What => code is { } with ? $"{Words.Command(opcode)} with {with}" : Words.Command(opcode);

    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.Commands(CciOf(device, hostId).HostId, opcode, code) >= times;
    }

    public override string ToString() => $"{Words.Cci(hostId)} has sent {What} {Words.Count(times, "time")}";

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) =>
        $"{Words.Cci(hostId)} has sent {What} "
            + $"{Words.Count(counts.Commands(hostId, opcode, code), "time")}, not {times}";
}
