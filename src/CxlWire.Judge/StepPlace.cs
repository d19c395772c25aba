namespace CxlWire.Judge;

/// <summary>
/// Which step, and when. Where the time is not known to the point, nothing is called late that may not be.
/// </summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Earliest">It happened no earlier than this, counted from when the judge began.</param>
/// <param name="Latest">It happened no later than this; <see cref="TimeSpan.MaxValue"/>: not known.</param>
public readonly record struct StepPlace(long Step, TimeSpan Earliest, TimeSpan Latest)
{
    /// <summary>The least time that has passed since then.</summary>
    internal TimeSpan Since(StepPlace then) => Earliest - then.Latest;
}
