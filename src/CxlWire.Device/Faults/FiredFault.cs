namespace CxlWire.Device.Faults;

/// <summary>A fault happened.</summary>
/// <param name="Name">The fault's name.</param>
/// <param name="Kind">What went wrong, as scenarios name it.</param>
/// <param name="HostId">The host on whose CCI it happened; null: the Fabric Manager's.</param>
/// <param name="Moment">What was going on: the command, the record, the log whose interrupt it was.</param>
public sealed record FiredFault(string Name, string Kind, int? HostId, string Moment)
{
    /// <summary>In a line, without the host: "busy-twice: return_code at Release Dynamic Capacity (4803h)".</summary>
    public override string ToString() => $"{Name}: {Kind} at {Moment}";
}
