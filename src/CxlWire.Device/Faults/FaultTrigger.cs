using CxlWire.Protocol;

namespace CxlWire.Device.Faults;

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
