using CxlWire.Cli.Judging;
using CxlWire.Conversations;
using CxlWire.Judge;

namespace CxlWire.Cli.Tests;

/// <summary>What a report shows of what was said.</summary>
public class SaidStepsTests
{
    [Fact]
    public void Steps_that_findings_tell_of_are_kept_with_those_around_them()
    {
        ConversationStep[] steps = [.. Enumerable.Range(1, 100).Select(i => new WaitStep(TimeSpan.FromSeconds(i)))];
        Evidence[] evidence = [new(RuleVerdict.Fail, 0, [1, 50], "", ""), new(RuleVerdict.Fail, 0, [99, 100], "", "")];
        var said = new SaidSteps(
            new Verdicts([new RuleResult(DriverRules.All[0], RuleVerdict.Fail, 0, 2, evidence)]), steps);
        Assert.Equal(100, said.Count);
        Assert.Equal(
            [0, 1, 2, 3, 4, 47, 48, 49, 50, 51, 52, 53, 96, 97, 98, 99],
            Enumerable.Range(0, 110).Where(i => said[i] is not null));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Same(steps[i], said[i]));
    }
}
