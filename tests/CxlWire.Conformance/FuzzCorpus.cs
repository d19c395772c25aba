using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Targets;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>Inputs that fuzzing found to go wrong, and that were put right since; and a few of every kind.</summary>
public class FuzzCorpus
{
    private static readonly string _folder = Repository.PathOf("tests", "CxlWire.Fuzz", "corpus");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(_folder, "*.json").Select(f => Path.GetFileName(f)!)
            .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Targets => [.. TargetTable.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_was_put_right_stays_so(string file)
    {
        var stored = StoredInput.Load(Path.Combine(_folder, file));
        using FuzzTarget target = TargetTable.Create([stored.Target]).Single();
        Assert.Null(FuzzRun.Try(target, stored.Pieces, isAlone: false));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Some_inputs_do_no_harm(string name)
    {
        using FuzzTarget target = TargetTable.Create([name]).Single();
        using var output = new StringWriter();
        int seed = Random.Shared.Next();
        TargetTally tally = new FuzzRun(seed, Path.Combine(Path.GetTempPath(), "cxlwire-fuzz"), output, isAlone: false)
            .Run([target], TimeSpan.FromMinutes(1), first: 0, count: 50).Single();
        Assert.True(tally.Failures.Count == 0, $"seed {seed}\n{output}");
    }

    [Fact]
    public void A_thousand_states_are_saved_and_answer_as_before()
    {
        using FuzzTarget target = TargetTable.Create(["state"]).Single();
        using var output = new StringWriter();
        int seed = Random.Shared.Next();
        TargetTally tally = new FuzzRun(seed, Path.Combine(Path.GetTempPath(), "cxlwire-fuzz"), output, isAlone: false)
            .Run([target], TimeSpan.FromMinutes(5), first: 0, count: 1000).Single();
        Assert.True(tally.Failures.Count == 0, $"seed {seed}\n{output}");
        Assert.Equal(1000, tally.Inputs);
    }

    [Fact]
    public void What_fails_is_made_small()
    {
        byte[][] pieces = [.. Enumerable.Range(0, 50).Select(i => Enumerable.Repeat((byte)i, 40).ToArray())];
        byte[][] small = new Minimizer(p => p.Any(piece => piece.Count(b => b == 33) >= 2), TimeSpan.FromMinutes(1))
            .Minimize(pieces);
        Assert.Equal("2121", Convert.ToHexString(Assert.Single(small)));
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        foreach (string name in TargetTable.Names)
        {
            using FuzzTarget target = TargetTable.Create([name]).Single();
            for (int i = 0; i < 20; i++)
                Assert.Equal(target.Create(new Random(i)), target.Create(new Random(i)));
        }
    }
}
