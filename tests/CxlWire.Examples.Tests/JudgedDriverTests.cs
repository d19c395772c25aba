using System.Collections.Concurrent;
using CxlWire.Judge;

namespace CxlWire.Examples.Tests;

/// <summary>The driver of examples/driver under judgement: as it is, and with one mistake.</summary>
public sealed class JudgedDriverTests
{
    [Fact]
    public async Task The_driver_keeps_every_rule_that_it_is_given_reason_to_break()
    {
        await using var exercise = new Exercise(CompiledDriver.Compile(null, null));
        IReadOnlyList<Violation> violations = await exercise.RunAsync(Exercise.Names);
        Assert.Empty(violations.Select(violation => violation.ToString()));
        Assert.Equal(
            "H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 H11 H12 H13 H14 H15 H16 H17 H18 H19 H20 H22 H23 H24 H27 H28 H29 H31 H32 "
                + "H33 H34",
            string.Join(" ", exercise.Exercised));
    }

    [Fact]
    public async Task Each_of_40_mistakes_is_found_by_its_rule_and_by_no_other()
    {
        Assert.Equal(40, Mistake.All.Count);
        var found = new ConcurrentDictionary<string, string>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = 4,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForEachAsync(Mistake.All, options, async (mistake, _) =>
        {
            await using var exercise = new Exercise(CompiledDriver.Compile(mistake.Find, mistake.Replace));
            IReadOnlyList<Violation> violations = await exercise.RunAsync([mistake.Case]);
            found[mistake.Name] = string.Join(
                "; ", violations.Select(violation => violation.Rule.Id).Except(mistake.Also));
        });
        Assert.Equal(
            Mistake.All.Select(mistake => $"{mistake.Name}: {mistake.Rule}"),
            Mistake.All.Select(mistake => $"{mistake.Name}: {found[mistake.Name]}"));
    }
}
