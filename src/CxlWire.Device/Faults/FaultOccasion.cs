using CxlWire.Protocol;

namespace CxlWire.Device.Faults;

/// <summary>What is going on when a fault may happen: a command, a record, or an interrupt.</summary>
/// <param name="hostId">On whose CCI; null: the Fabric Manager's.</param>
/// <param name="places">What the CCI has seen so far.</param>
/// <param name="chain">Its place in a chain, or 0, and whether it is the last.</param>
internal readonly struct FaultOccasion(int? hostId, ChainPlaces places, (int Place, bool IsLast) chain)
{
    public int? HostId => hostId;

    public ChainPlaces Places => places;

    public int Place => chain.Place;

    public bool IsLast => chain.IsLast;

    public Opcode Opcode { get; init; }

    public FaultRecords Records { get; init; }

    public EventLogType? Log { get; init; }

    public override string ToString() =>
        Log is { } log ? $"interrupt of the {log} log"
        : Records != FaultRecords.None ? $"record {FaultRecordTypes.NameOf(Records)}"
        : Opcode.ToString();
}
