using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Testing.Simulation;

namespace CxlWire.Examples.Tests;

/// <summary>The driver of examples/driver with one mistake, in the case that shows it.</summary>
public sealed class JudgedDriverTests
{
    [Fact]
    public void Each_mistake_is_found_by_its_rule_and_by_no_other()
    {
        Assert.True(Mistake.All.Count >= 40);
        Assert.Equal(
            Mistake.All.Select(mistake => $"{mistake.Name}: {string.Join(' ', [mistake.Rule, .. mistake.Also])}"),
            Mistake.All.Select(mistake => $"{mistake.Name}: {string.Join(' ', FoundOf(mistake))}"));
    }

    // The mistake's own rule first.
    private static IEnumerable<string> FoundOf(Mistake mistake)
    {
        var driver = CompiledDriver.Compile(mistake.Find, mistake.Replace);
        CaseResult result = DeviceSimulation.Run(CaseTests.Load(mistake.Case), driver.RunAsync);
        return result.Verdicts.Results
            .Where(rule => rule.Verdict == RuleVerdict.Fail)
            .Select(rule => rule.Rule.Id)
            .OrderBy(rule => rule != mistake.Rule);
    }
}
