using CxlWire.Device.Configuration;

namespace CxlWire.Judge.Searching;

/// <summary>How a search goes.</summary>
public sealed record SearchOptions
{
    /// <summary>The seed of the first episode; the next have the numbers that follow. Not negative.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Episodes that are played at most.</summary>
    public long Episodes { get; init; } = 1_000;

    /// <summary>Rules that bind less are not looked at.</summary>
    public RuleLevel Level { get; init; } = RuleLevel.Must;

    /// <summary>Findings, each for another reason, after which the search ends.</summary>
    public int MaxFindings { get; init; } = 1;

    /// <summary>Episodes that are played at once, on threads of their own.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Cases that are tried to make one smaller.</summary>
    public int MaxTries { get; init; } = 2_000;

    /// <summary>The device; null: the search chooses.</summary>
    public DeviceConfiguration? Configuration { get; init; }
}
