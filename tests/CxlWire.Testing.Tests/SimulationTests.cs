using CxlWire.Conversations;
using CxlWire.Device.FabricManagement;
using CxlWire.Judge;
using CxlWire.Judge.Cases;
using CxlWire.Protocol;
using CxlWire.Testing.Simulation;

namespace CxlWire.Testing.Tests;

public sealed class SimulationTests
{
    private static readonly DriverCase _nothing = new("nothing", "Nothing happens.", [], [new CaseStep.Pass(1)]);

    private static readonly DriverCase _offer = new(
        "offer",
        "An offer.",
        ["H4"],
        [
            CaseStep.Until.Parse("""{"listens": true}"""),
            new CaseStep.Do(new CapacityStep { IsAdd = true, Region = 0, Extents = [new RegionRange(0, 2 << 20)] }),
            CaseStep.Until.Parse("""{"answered": 1}"""),
        ]);

    [Fact]
    public void Time_is_simulated()
    {
        TimeSpan waited = default;
        CaseResult result = DeviceSimulation.Run(_nothing, async (host, stop) =>
        {
            long start = host.Time.GetTimestamp();
            await Task.Delay(TimeSpan.FromSeconds(19), host.Time, stop);
            waited = host.Time.GetElapsedTime(start);
            await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop);
        });
        Assert.Equal(TimeSpan.FromSeconds(19), waited);
        Assert.True(result.IsGood);
    }

    [Fact]
    public void Who_does_not_answer_is_late()
    {
        CaseResult result = DeviceSimulation.Run(_offer, async (host, stop) =>
        {
            await using var client = new HostClient(host.Connect());
            await client.AskAsync(Opcode.SetMctpEventInterruptPolicy, new byte[] { 16, 0 }, stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop);
        });
        Assert.Equal(
            ["H4: a response within T; none: no record of the offer was read"],
            result.Verdicts.Results.Where(rule => rule.Verdict == RuleVerdict.Fail).SelectMany(
                rule => rule.Evidence, (rule, found) => $"{rule.Rule}: {found.Expected}; {found.Seen}"));
        Assert.Equal(
            ["step 2 (until host 0 has answered 1 offer): after 25 s still host 0 has answered 0 offers, not 1"],
            result.Remarks);
    }

    [Fact]
    public void Who_was_late_is_so_in_the_recording_of_the_case()
    {
        CaseResult result = DeviceSimulation.Run(_offer, async (host, stop) =>
        {
            await using var client = new HostClient(host.Connect());
            await client.AskAsync(Opcode.SetMctpEventInterruptPolicy, new byte[] { 16, 0 }, stop);
            await client.NextNotificationAsync(stop);
            await client.AskAsync(Opcode.GetEventRecords, new byte[] { 4 }, stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop);
        });
        using var lines = new MemoryStream();
        ConversationFile.Write(lines, result.Conversation);
        lines.Position = 0;
        Conversation read = ConversationFile.Read(lines).Single();
        Assert.Equal(["H4: a response within T of the last record; none"], Findings(result.Verdicts));
        Assert.Equal(
            Findings(result.Verdicts), Findings(ConversationJudge.Judge(read, read.Configuration!)));
    }

    [Fact]
    public void A_driver_that_ends_is_told()
    {
        Assert.Equal(
            "it ended by itself: it returned",
            DeviceSimulation.Run(_nothing, (_, _) => Task.CompletedTask).DriverEnd);
        Assert.Equal(
            "it ended by itself: EndOfStreamException: oh",
            DeviceSimulation.Run(_nothing, async (_, _) =>
            {
                await Task.Yield();
                throw new EndOfStreamException("oh");
            }).DriverEnd);
    }

    [Fact]
    public void A_driver_that_hangs_is_told()
    {
        Assert.Equal(
            "it hangs: it does the same again and again, without a pause",
            DeviceSimulation.Run(_nothing, async (_, stop) =>
            {
                while (!stop.IsCancellationRequested)
                    await Task.Yield();
            }).DriverEnd);
        Assert.Equal(
            "it does not end when it is told to, or has left the simulation's thread",
            DeviceSimulation.Run(_nothing, (host, _) => Task.Delay(
                Timeout.InfiniteTimeSpan, host.Time, CancellationToken.None)).DriverEnd);
    }

    [Fact]
    public void A_driver_with_threads_of_its_own_is_refused()
    {
        var left = Assert.Throws<InvalidOperationException>(() => DeviceSimulation.Run(
            _nothing,
            (host, stop) =>
            {
                var thread = new Thread(() => Record.Exception(host.Connect));
                thread.Start();
                thread.Join();
                return Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop);
            }));
        Assert.Equal(
            "in a simulation the driver runs on one thread: no Task.Run, no ConfigureAwait(false), no threads",
            left.Message);
    }

    [Fact]
    public void What_the_check_throws_fails_the_case() => Assert.Equal(
        "the check fails: 0 extents",
        DeviceSimulation.Run(
            _nothing,
            (host, stop) => Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop),
            check: device => throw new InvalidDataException($"{device.Hosts[0].Extents.Count} extents")).DriverEnd);

    private static IEnumerable<string> Findings(Verdicts verdicts) => verdicts.Results
        .Where(rule => rule.Verdict == RuleVerdict.Fail)
        .SelectMany(rule => rule.Evidence, (rule, found) => $"{rule.Rule}: {found.Expected}; {found.Seen}");
}
