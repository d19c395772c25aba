using System.Text.Json.Nodes;
using CxlWire.Conversations;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;
using CxlWire.Judge.Cases;

namespace CxlWire.Judge.Searching;

/// <summary>Makes cases smaller: steps are left out, then what is in them becomes simpler.</summary>
public static class CaseShrinker
{
    private const ulong Block = 2UL << 20;

    // Members of a fault that need not be there.
    private static readonly string[] _optional = ["nth", "times", "chain", "probability", "others_wait"];

    /// <summary>Cases that are a little smaller than this one, the smallest first.</summary>
    /// <param name="large">Any case.</param>
    public static IEnumerable<DriverCase> Shrink(DriverCase large)
    {
        ArgumentNullException.ThrowIfNull(large);
        int count = large.Steps.Count;
        for (int length = count / 2; length >= 1; length /= 2)
        {
            for (int start = count - length; start >= 0; start -= length)
                yield return large with { Steps = [.. large.Steps.Take(start), .. large.Steps.Skip(start + length)] };
        }

        for (int i = 0; i < count; i++)
        {
            foreach (CaseStep smaller in Shrink(large.Steps[i]))
                yield return large with { Steps = [.. large.Steps.Take(i), smaller, .. large.Steps.Skip(i + 1)] };
        }

        if (large.Configuration is not null)
            yield return large with { Configuration = null };
    }

    /// <summary>Makes a case as small as it gets.</summary>
    /// <param name="large">A case that fails.</param>
    /// <param name="fails">Whether a smaller one fails for the same reason.</param>
    /// <param name="maxTries">Cases that are tried at most.</param>
    /// <returns>The smallest that was found to fail.</returns>
    public static DriverCase Minimize(DriverCase large, Func<DriverCase, bool> fails, int maxTries = 2_000)
    {
        ArgumentNullException.ThrowIfNull(large);
        ArgumentNullException.ThrowIfNull(fails);
        DriverCase smallest = large;
        int tries = 0;
        bool isSmaller;
        do
        {
            isSmaller = false;
            foreach (DriverCase smaller in Shrink(smallest))
            {
                if (tries++ == maxTries)
                    return smallest;
                if (!fails(smaller))
                    continue;
                (smallest, isSmaller) = (smaller, true);
                break;
            }
        }
        while (isSmaller);
        return smallest;
    }

    private static IEnumerable<CaseStep> Shrink(CaseStep step) => step switch
    {
        CaseStep.Do { Step: CapacityStep capacity } => Shrink(capacity).Select(smaller => new CaseStep.Do(smaller)),
        CaseStep.Do { Step: FaultsStep { Scenario: { } scenario } } =>
            Shrink(scenario).Select(smaller => new CaseStep.Do(new FaultsStep(smaller))),
        CaseStep.Pass { Time: > 0 } pass => [pass with { Time = 0 }],
        _ => [],
    };

    /// <summary>The same, of fewer or smaller extents, or without a tag; the smallest first.</summary>
    /// <param name="capacity">What the Fabric Manager does.</param>
    public static IEnumerable<CapacityStep> Shrink(CapacityStep capacity)
    {
        ArgumentNullException.ThrowIfNull(capacity);
        int count = capacity.Extents.Count;
        for (int length = count / 2; length >= 1; length /= 2)
        {
            for (int start = count - length; start >= 0; start -= length)
            {
                yield return capacity with
                {
                    Extents = [.. capacity.Extents.Take(start), .. capacity.Extents.Skip(start + length)],
                };
            }
        }

        if (capacity.Tag is not null)
            yield return capacity with { Tag = null };
        if (capacity.Region > 0)
            yield return capacity with { Region = 0 };
        for (int i = 0; i < count; i++)
        {
            RegionRange extent = capacity.Extents[i];
            if (extent.Length > Block)
                yield return With(capacity, i, extent with { Length = Block });
            if (extent.Offset > 0 && i == 0)
                yield return With(capacity, i, extent with { Offset = 0 });
        }
    }

    private static CapacityStep With(CapacityStep capacity, int index, RegionRange extent) => capacity with
    {
        Extents = [.. capacity.Extents.Take(index), extent, .. capacity.Extents.Skip(index + 1)],
    };

    /// <summary>The same with fewer faults, or with fewer conditions.</summary>
    /// <param name="scenario">With one fault at least.</param>
    public static IEnumerable<FaultScenario> Shrink(FaultScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        JsonNode root = JsonNode.Parse(scenario.Json)!;
        int count = root["faults"]!.AsArray().Count;
        for (int i = 0; i < count && count > 1; i++)
        {
            JsonNode smaller = root.DeepClone();
            smaller["faults"]!.AsArray().RemoveAt(i);
            yield return FaultScenarioFile.Parse(smaller.ToJsonString());
        }

        for (int i = 0; i < count; i++)
        {
            foreach (string part in (string[])["when", "then"])
            {
                foreach (string member in _optional)
                {
                    JsonNode smaller = root.DeepClone();
                    if (smaller["faults"]![i]![part]!.AsObject().Remove(member)
                        && TryParse(smaller.ToJsonString()) is { } parsed)
                    {
                        yield return parsed;
                    }
                }
            }
        }
    }

    private static FaultScenario? TryParse(string json)
    {
        try
        {
            return FaultScenarioFile.Parse(json);
        }
        catch (JsonFileException)
        {
            return null;
        }
    }
}
