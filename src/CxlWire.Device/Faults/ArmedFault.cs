namespace CxlWire.Device.Faults;

/// <summary>A fault of a loaded scenario, and how often it was met.</summary>
internal sealed class ArmedFault(Fault fault)
{
    public Fault Fault => fault;

    public FaultAction Action => fault.Action;

    /// <summary>Occasions so far that it waited for.</summary>
    public long Matches { get; private set; }

    /// <summary>Times that it has happened.</summary>
    public long Fired { get; private set; }

    /// <summary>Whether the occasion is one that the fault waits for.</summary>
    public bool WaitsFor(FaultMoments kind, in FaultOccasion occasion)
    {
        FaultTrigger when = fault.Trigger;
        return when.Moment == kind
            && when.Cci.Includes(occasion.HostId)
            && (when.Opcode is null || when.Opcode == occasion.Opcode)
            && (when.Records == FaultRecords.None || (when.Records & occasion.Records) != 0)
            && (when.Log is null || when.Log == occasion.Log)
            && (when.Chain == 0 || when.Chain == occasion.Place || (when.Chain == FaultTrigger.Last && occasion.IsLast))
            && (when.AfterRecord == FaultRecords.None || (when.AfterRecord & occasion.Places.Entered) != 0)
            && (when.AfterRead == FaultRecords.None || (when.AfterRead & occasion.Places.Read) != 0);
    }

    /// <summary>Counts such an occasion, and decides.</summary>
    /// <param name="possible">Where the fault cannot happen to it, it counts, and that is all.</param>
    /// <param name="random">Asked only where it decides.</param>
    public bool Fires(bool possible, ref FaultRandom random)
    {
        FaultTrigger when = fault.Trigger;
        Matches++;
        bool fires = possible && Matches >= when.Nth && Fired < when.Times
            && (when.Probability >= 1 || random.Chance(when.Probability));
        Fired += fires ? 1 : 0;
        return fires;
    }
}
