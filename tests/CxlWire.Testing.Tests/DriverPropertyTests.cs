using System.Text;
using CxlWire.Conversations;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Judge.Searching;
using CxlWire.Testing.FsCheck;
using CxlWire.Testing.Simulation;

namespace CxlWire.Testing.Tests;

public sealed class DriverPropertyTests
{
    private static readonly DriverPropertyOptions _options = new() { Seed = 1, Episodes = 50 };

    [Fact]
    public void A_mistake_is_found_and_its_case_and_conversation_show_it_again()
    {
        DriverPropertyException e = Assert.Throws<DriverPropertyException>(() => DriverProperty.Check(Drive, _options));
        SearchFinding found = e.Finding;
        Assert.True(found.Smallest.Case.Steps.Count <= 3, e.CaseJson);

        CaseResult again = DeviceSimulation.Run(DriverCaseFile.Parse(Encoding.UTF8.GetBytes(e.CaseJson)), Drive);
        Assert.Equal(Findings(found.Smallest.Verdicts), Findings(again.Verdicts));
        Assert.Contains(found.Reason, DriverSearch.ReasonsOf(again, RuleLevel.Must));

        using var lines = new MemoryStream();
        ConversationFile.Write(lines, found.Smallest.Conversation);
        lines.Position = 0;
        Conversation conversation = ConversationFile.Read(lines).Single();
        Assert.Equal(
            Findings(found.Smallest.Verdicts),
            Findings(ConversationJudge.Judge(conversation, conversation.Configuration!)));
        Assert.Empty(DeviceRecording.Differences(conversation));
    }

    [Fact]
    public void The_same_seed_has_the_same_end()
    {
        string Message() => Assert.Throws<DriverPropertyException>(() => DriverProperty.Check(Drive, _options)).Message;
        Assert.Equal(Message(), Message());
    }

    [Fact]
    public void What_the_check_throws_is_found()
    {
        DriverPropertyException e = Assert.Throws<DriverPropertyException>(() => DriverProperty.Check(
            (host, stop) => Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop),
            new DriverPropertyOptions
            {
                Seed = 7,
                Episodes = 1,
                Check = device => throw new InvalidDataException("nobody is there"),
            }));
        Assert.Equal(
            """
            the driver: the check fails: nobody is there
              step 0 (until host 0 has asked to be told of dynamic capacity (0103h, 0105h)): after 25 s still host 0 has not asked to be told of dynamic capacity (0103h, 0105h)
            CXLWIRE_EPISODE=7 plays the episode again; its smallest case has 1 step:
            {
              "name": "seed-7",
              "title": "Made by chance from seed 7.",
              "rules": [],
              "seed": 7,
              "steps": [
                {
                  "until": {"listens":true}
                }
              ]
            }

            """,
            e.Message);
    }

    [Fact]
    public void A_driver_with_threads_of_its_own_is_refused() => Assert.Equal(
        "in a simulation the driver runs on one thread: no Task.Run, no ConfigureAwait(false), no threads",
        Assert.Throws<InvalidOperationException>(() => DriverProperty.Check((host, stop) =>
        {
            var thread = new Thread(() => Record.Exception(host.Connect));
            thread.Start();
            thread.Join();
            return Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop);
        })).Message);

    private static Task Drive(SimulatedHost host, CancellationToken stop) =>
        new HastyDriver(host.Connect()).RunAsync(stop);

    private static IEnumerable<string> Findings(Verdicts verdicts) => verdicts.Results
        .SelectMany(result => result.Evidence, (result, found) => $"{result.Rule.Id}: {found}");
}
