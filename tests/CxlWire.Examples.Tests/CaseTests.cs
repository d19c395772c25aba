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

    /// <summary>The smallest cases of what searches once found, of the driver or of its judge.</summary>
    public static TheoryData<string> Found => [.. Directory
        .EnumerateFiles(Repository.PathOf("tests", "CxlWire.Examples.Tests", "found"), "*.json")
        .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_driver_keeps_all_rules_in_the_case(string name)
    {
        DriverCase played = Load(name);
        CaseResult result = Run(played);
        Assert.Empty(result.Remarks);
        AssertKept(result);
        Assert.DoesNotContain(
            played.Rules.Except(_unseen), rule => result.Verdicts[rule].Verdict == RuleVerdict.NotExercised);
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void What_a_search_found_is_found_no_more(string file) => AssertKept(Run(DriverCaseFile.Load(
        Repository.PathOf("tests", "CxlWire.Examples.Tests", "found", file))));

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

    private static void AssertKept(CaseResult result)
    {
        Assert.Null(result.DriverEnd);
        Assert.Empty(result.Verdicts.Results
            .Where(rule => rule.Verdict == RuleVerdict.Fail)
            .SelectMany(rule => rule.Evidence, (rule, evidence) => $"{rule.Rule}: {evidence}"));
    }

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
