using System.IO.Pipelines;
using CxlWire.Conversations;
using CxlWire.Device.Journal;
using CxlWire.Examples.Driver;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Testing.Simulation;
using CxlWire.Tests;

namespace CxlWire.Examples.Tests;

/// <summary>The driver of examples/driver in the cases of fixtures/cases, with simulated time.</summary>
public sealed class CaseTests
{
    // The driver has one request at a time on a stream: no tag can be used again too early.
    private static readonly string[] _unseen = ["H25"];

    /// <summary>The names of all cases that a driver on a stream can be put into.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Directory
        .EnumerateFiles(Repository.PathOf("fixtures", "cases"), "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Where(name => name != "case.schema").Order(StringComparer.Ordinal)
        .Where(name => Load(name).Route != CommandRoute.Mailbox)];

    public static TheoryData<string> Cases => [.. Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_driver_keeps_all_rules_in_the_case(string name)
    {
        DriverCase played = Load(name);
        CaseResult result = Run(played);
        Assert.Null(result.DriverEnd);
        Assert.Empty(result.Remarks);
        Assert.Empty(result.Verdicts.Results
            .Where(rule => rule.Verdict == RuleVerdict.Fail)
            .SelectMany(rule => rule.Evidence, (rule, evidence) => $"{rule.Rule}: {evidence}"));
        Assert.DoesNotContain(
            played.Rules.Except(_unseen), rule => result.Verdicts[rule].Verdict == RuleVerdict.NotExercised);
    }

    [Fact]
    public void The_same_case_has_the_same_bytes_a_thousand_times()
    {
        DriverCase played = Load("offer");
        byte[] first = Bytes(Run(played));
        for (int i = 0; i < 1000; i++)
            Assert.Equal(first, Bytes(Run(played)));
    }

    internal static DriverCase Load(string name) =>
        DriverCaseFile.Load(Repository.PathOf("fixtures", "cases", name + ".json"));

    private static byte[] Bytes(CaseResult result)
    {
        using var bytes = new MemoryStream();
        ConversationFile.Write(bytes, result.Conversation);
        return bytes.ToArray();
    }

    internal static CaseResult Run(DriverCase played) => DeviceSimulation.Run(played, async (host, stop) =>
    {
        await using var driver = new DcdDriver(
            _ => ValueTask.FromResult<IDuplexPipe>(host.Connect()), times: null, host.Time);
        await driver.RunAsync(stop);
    });
}
