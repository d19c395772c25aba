using CxlWire.Device.Configuration;
using CxlWire.Judge;

namespace CxlWire.Cli.Searching;

/// <summary>How trouble is looked for.</summary>
internal sealed record SearchPlan
{
    /// <summary>The seed of the first episode; the next have the numbers that follow.</summary>
    public required long Seed { get; init; }

    /// <summary>Episodes that are played at most; null: any number.</summary>
    public long? Episodes { get; init; }

    /// <summary>After so long no episode is begun any more; null: whenever.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How long it is tried to make a case smaller; zero: it is not.</summary>
    public required TimeSpan ShrinkTime { get; init; }

    /// <summary>Rules that bind less are not looked at.</summary>
    public required RuleLevel Level { get; init; }

    /// <summary>Where to what is found is written: an absolute path.</summary>
    public required string Directory { get; init; }

    /// <summary>The device of all episodes; null: each has one of several, as its seed says.</summary>
    public DeviceConfiguration? Configuration { get; init; }

    /// <summary>Whether the search ends with what it finds first.</summary>
    public bool FailsFast { get; init; }
}
