namespace CxlWire.Judge;

/// <summary>What the user of a judge may choose.</summary>
public sealed record JudgeOptions
{
    /// <summary>T: how long a driver may take to answer. Linux's own watchdog has 20 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The only host whose driver is judged, as the others have none of their own; null: all are.</summary>
    public int? HostId { get; init; }

    /// <summary>After so long something is late: who answers at T itself is not.</summary>
    internal TimeSpan Late => Patience + (Patience / 8);
}
