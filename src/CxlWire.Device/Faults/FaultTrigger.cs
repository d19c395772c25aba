using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Faults;

/// <summary>Kinds of moments in which something can go wrong.</summary>
[Flags]
internal enum FaultMoments
{
    None = 0,

    /// <summary>A CCI is about to carry out a command, or to reply.</summary>
    Command = 1,

    /// <summary>An event record enters a log.</summary>
    Record = 2,

    /// <summary>A log asks for an interrupt, or for an Event Notification (0106h).</summary>
    Interrupt = 4,

    /// <summary>Someone asks for the fault itself.</summary>
    Now = 8,
}

/// <summary>Types of event records, as scenarios tell them apart.</summary>
[Flags]
internal enum FaultRecords
{
    None = 0,
    AddCapacity = 1 << 0,
    ReleaseCapacity = 1 << 1,
    ForcedRelease = 1 << 2,
    RegionUpdated = 1 << 3,
    AddResponse = 1 << 4,
    Released = 1 << 5,
    GeneralMedia = 1 << 6,
    Dram = 1 << 7,
    MemoryModule = 1 << 8,
    Other = 1 << 9,
    Any = (1 << 10) - 1,
}

/// <summary>When a fault happens.</summary>
internal sealed record FaultTrigger
{
    /// <summary>Value of <see cref="Chain"/>: the last of a chain.</summary>
    public const int Last = -1;

    /// <summary>What it waits for: one of the kinds.</summary>
    public required FaultMoments Moment { get; init; }

    /// <summary>The command; null: any.</summary>
    public Opcode? Opcode { get; init; }

    /// <summary>The record's type.</summary>
    public FaultRecords Records { get; init; }

    /// <summary>The log whose interrupt it is; null: any.</summary>
    public EventLogType? Log { get; init; }

    /// <summary>On which CCIs.</summary>
    public CciScope Cci { get; init; }

    /// <summary>A record of such a type must have entered a log of the CCI before.</summary>
    public FaultRecords AfterRecord { get; init; }

    /// <summary>A record of such a type must have been read (0100h) on the CCI before.</summary>
    public FaultRecords AfterRead { get; init; }

    /// <summary>Place in the chain, from 1; <see cref="Last"/>; 0: any.</summary>
    public int Chain { get; init; }

    /// <summary>The first of the moments in which it happens, from 1.</summary>
    public long Nth { get; init; }

    /// <summary>How often it happens at most.</summary>
    public long Times { get; init; }

    /// <summary>Of those moments, how many: 0 to 1.</summary>
    public double Probability { get; init; }
}

/// <summary>On which CCIs a fault happens.</summary>
/// <param name="HostId">That host's only; null: any.</param>
/// <param name="FabricManager">The Fabric Manager's only.</param>
internal readonly record struct CciScope(int? HostId, bool FabricManager)
{
    public bool Holds(CciPort port) =>
        FabricManager ? port.Host is null : HostId is null || port.Host?.Id == HostId;
}

/// <summary>What scenarios need to know of an event record.</summary>
internal static class FaultRecordTypes
{
    /// <summary>The type of a record of 128 bytes.</summary>
    public static FaultRecords Of(ReadOnlySpan<byte> record)
    {
        if (DynamicCapacityEventRecordView.TryCreate(record, out DynamicCapacityEventRecordView capacity, out _)
            && capacity.Header.EventRecordIdentifier == EventRecordIdentifier.DynamicCapacity)
        {
            return capacity.EventType.Value <= 5 ? (FaultRecords)(1 << capacity.EventType.Value) : FaultRecords.Other;
        }

        EventRecordView.TryCreate(record, out EventRecordView view, out _);
        EventRecordIdentifier identifier = view.Header.EventRecordIdentifier;
        return identifier == EventRecordIdentifier.GeneralMedia ? FaultRecords.GeneralMedia
            : identifier == EventRecordIdentifier.Dram ? FaultRecords.Dram
            : identifier == EventRecordIdentifier.MemoryModule ? FaultRecords.MemoryModule
            : FaultRecords.Other;
    }
}
