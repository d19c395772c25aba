using System.IO.Pipelines;
using CxlWire.Conversations;
using CxlWire.Examples.Driver;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Testing.Simulation;
using CxlWire.Tests;

namespace CxlWire.Examples.Tests;

/// <summary>The driver of examples/driver in the cases of fixtures/cases, with simulated time.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Cases => [.. Directory
        .EnumerateFiles(Repository.PathOf("fixtures", "cases"), "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Where(name => name != "case.schema").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_driver_keeps_all_rules_in_the_case(string name)
    {
        DriverCase played = DriverCaseFile.Load(Repository.PathOf("fixtures", "cases", name + ".json"));
        CaseResult result = Run(played);
        Assert.Null(result.DriverEnd);
        Assert.Empty(result.Remarks);
        Assert.Empty(result.Verdicts.Results
            .Where(rule => rule.Verdict == RuleVerdict.Fail)
            .SelectMany(rule => rule.Evidence, (rule, evidence) => $"{rule.Rule}: {evidence}"));
        Assert.All(played.Rules, rule => Assert.NotEqual(RuleVerdict.NotExercised, result.Verdicts[rule].Verdict));
    }

    [Fact]
    public void The_same_case_has_the_same_bytes_a_thousand_times()
    {
        DriverCase played = DriverCaseFile.Load(Repository.PathOf("fixtures", "cases", "offer.json"));
        byte[] first = Bytes(Run(played));
        for (int i = 0; i < 1000; i++)
            Assert.Equal(first, Bytes(Run(played)));
    }

    private static byte[] Bytes(CaseResult result)
    {
        using var bytes = new MemoryStream();
        ConversationFile.Write(bytes, result.Conversation);
        return bytes.ToArray();
    }

    private static CaseResult Run(DriverCase played) => DeviceSimulation.Run(played, async (host, stop) =>
    {
        await using var driver = new DcdDriver(
            _ => ValueTask.FromResult<IDuplexPipe>(host.Connect()), times: null, host.Time);
        await driver.RunAsync(stop);
    });
}
