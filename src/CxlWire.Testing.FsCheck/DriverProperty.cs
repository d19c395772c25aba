using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Judge.Searching;
using CxlWire.Testing.Simulation;

namespace CxlWire.Testing.FsCheck;

/// <summary>That a driver gets over whatever happens: one call in a test, of whatever framework.</summary>
public static class DriverProperty
{
    /// <summary>An environment variable: the seed of one episode, which alone is played.</summary>
    public const string SeedVariable = "CXLWIRE_EPISODE";

    /// <summary>
    /// Puts a driver into episodes of chance, in simulated time, until one fails: a rule was violated, the driver
    /// ended or hung, or the check threw. Of that it looks for the smallest case. The same seed has the same end.
    /// </summary>
    /// <param name="driver">
    /// Drives until it is cancelled. It awaits, by the clock and on the streams of the <see cref="SimulatedHost"/>, and
    /// starts no threads. Called once for each episode.
    /// </param>
    /// <param name="options">The defaults where null.</param>
    /// <exception cref="DriverPropertyException">An episode failed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The driver has left the simulation's thread, or <see cref="SeedVariable"/> is no seed.
    /// </exception>
    public static void Check(
        Func<SimulatedHost, CancellationToken, Task> driver, DriverPropertyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(driver);
        options ??= new DriverPropertyOptions();
        long? only = SeedOfEnvironment();
        var search = new SearchOptions
        {
            Seed = only ?? options.Seed ?? Random.Shared.Next(),
            Episodes = only is null ? options.Episodes : 1,
            Level = options.Level,
            Configuration = options.Configuration,
            Parallelism = options.Parallelism,
            MaxTries = options.MaxTries,
        };
        try
        {
            IReadOnlyList<SearchFinding> findings = DriverSearch.Run(
                played => DeviceSimulation.Run(played, driver, options.Judge, options.Check), search);
            if (findings is [var found, ..])
                throw Explain(found, options);
        }
        catch (AggregateException e)
        {
            // As it was thrown, and not as the threads have it.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private static long? SeedOfEnvironment()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is not { Length: > 0 } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seed)
            ? seed
            : throw new InvalidOperationException($"{SeedVariable}: a number from 0 on is needed, not '{text}'");
    }

    private static DriverPropertyException Explain(SearchFinding found, DriverPropertyOptions options)
    {
        CaseResult smallest = found.Smallest;

        // Whoever plays it has the device that it was found with.
        DriverCase written = smallest.Case.Configuration is null
            ? smallest.Case with { Configuration = options.Configuration } : smallest.Case;
        using var json = new MemoryStream();
        DriverCaseFile.Write(json, written);
        string text = Encoding.UTF8.GetString(json.ToArray());
        string seed = found.Found.Seed!.Value.ToString(CultureInfo.InvariantCulture);
        var message = new StringBuilder();
        DriverRule? rule = DriverRules.All.FirstOrDefault(known => known.Id == found.Reason);
        message.AppendLine(rule is null ? $"the driver: {found.Reason}" : $"{rule.Id} is violated: {rule.Text}");
        foreach (RuleResult result in smallest.Verdicts.AtLeast(options.Level).Results
            .Where(result => result.Verdict == RuleVerdict.Fail))
        {
            foreach (Evidence evidence in result.Evidence)
                message.AppendLine(CultureInfo.InvariantCulture, $"  {result.Rule.Id}: {evidence}");
        }

        foreach (string remark in smallest.Remarks)
            message.AppendLine(CultureInfo.InvariantCulture, $"  {remark}");
        string size = smallest.Case.Steps.Count == 1 ? "1 step" : $"{smallest.Case.Steps.Count} steps";
        message
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"{SeedVariable}={seed} plays the episode again; its smallest case has {size}:")
            .Append(text);
        return new DriverPropertyException(message.ToString(), found, text);
    }
}
