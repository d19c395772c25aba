using System.Globalization;
using System.Text.Json.Nodes;
using CxlWire.Conversations;
using CxlWire.Device.Faults;
using CxlWire.Judge;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Searching;

/// <summary>Makes episodes of a driver that is given less time than 20 s: delays in their faults are as much shorter.
/// </summary>
internal static class EpisodeScale
{
    private static readonly string[] _times = ["ms", "after_ms"];
    private static readonly TimeSpan _made = new JudgeOptions().Patience;

    /// <summary>The episode, for a T.</summary>
    public static DriverCase Apply(DriverCase episode, TimeSpan patience) => patience >= _made ? episode : episode with
    {
        Steps =
        [
            .. episode.Steps.Select(step => step is CaseStep.Do { Step: FaultsStep { Scenario: { } scenario } faults }
                ? new CaseStep.Do(faults with { Scenario = Apply(scenario, patience / _made) }) : step),
        ],
    };

    private static FaultScenario Apply(FaultScenario scenario, double factor)
    {
        JsonNode root = JsonNode.Parse(scenario.Json)!;
        foreach (JsonNode? fault in root["faults"]!.AsArray())
        {
            JsonObject then = fault!["then"]!.AsObject();
            foreach (string name in _times)
            {
                if (then[name] is not JsonValue time)
                    continue;
                double before = double.Parse(time.ToJsonString(), CultureInfo.InvariantCulture);
                then[name] = (long)Math.Max(1, before * factor);
            }
        }

        return FaultScenarioFile.Parse(root.ToJsonString());
    }
}
