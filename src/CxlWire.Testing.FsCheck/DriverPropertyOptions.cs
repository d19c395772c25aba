using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Judge;

namespace CxlWire.Testing.FsCheck;

/// <summary>How <see cref="DriverProperty.Check"/> looks for trouble.</summary>
public sealed record DriverPropertyOptions
{
    /// <summary>
    /// The seed of the first episode; the next have the numbers that follow. Null: chance. Not negative.
    /// </summary>
    public long? Seed { get; init; }

    /// <summary>Episodes that are played at most.</summary>
    public long Episodes { get; init; } = 1_000;

    /// <summary>A rule that binds at least so much fails an episode where it is violated.</summary>
    public RuleLevel Level { get; init; } = RuleLevel.Must;

    /// <summary>The device; null: one of several, as the seed says.</summary>
    public DeviceConfiguration? Configuration { get; init; }

    /// <summary>T, and the like; the defaults where null.</summary>
    public JudgeOptions? Judge { get; init; }

    /// <summary>
    /// Looks at the device when an episode is over and the driver still there: what it throws fails the episode. Null:
    /// nobody looks.
    /// </summary>
    public Action<CxlDevice>? Check { get; init; }

    /// <summary>
    /// Episodes that are played at once, on threads of their own: more than 1 where drivers share nothing.
    /// </summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Cases that are tried to make the one that failed smaller.</summary>
    public int MaxTries { get; init; } = 2_000;
}
