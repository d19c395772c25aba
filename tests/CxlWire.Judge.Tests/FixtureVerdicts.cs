using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Judge.Tests;

/// <summary>What the recorded drivers of fixtures/conversations did.</summary>
public class FixtureVerdicts
{
    /// <summary>The Linux DCD driver's weak spots (docs/judge/README.md) show only where something fails.</summary>
    [Theory]
    [InlineData("demo.jsonl", "H1 H3 H4 H5 H13 H14 H17 H23 H24", "")]
    [InlineData("sharing.jsonl", "H1 H3 H4 H8 H13 H14 H17 H23 H24", "")]
    [InlineData(
        "linux-dcd-v11-guest.jsonl",
        "H1 H3 H4 H5 H6 H8 H10 H11 H13 H14 H17 H18 H23 H24 H29 H33",
        "H12: host 0, step 132, 133: expected 7 extents wanted: the total told is 19; seen 12 wanted from 12 on")]
    public void A_good_driver_violates_nothing(string file, string kept, string told)
    {
        Verdicts verdicts = Judge(file);
        Assert.Equal(0, verdicts.Count(RuleVerdict.Fail));
        Assert.Equal(
            kept,
            string.Join(' ', verdicts.Results.Where(r => r.Verdict == RuleVerdict.Pass).Select(r => r.Rule.Id)));
        Assert.Equal(
            told,
            string.Join('\n', verdicts.Results.SelectMany(r => r.Evidence.Select(e => $"{r.Rule.Id}: {e}"))));
    }

    /// <summary>The checks in the guest ask on purpose for what is refused: the judge says what, and where.</summary>
    [Fact]
    public void What_the_guests_checks_do_wrong_on_purpose_is_found()
    {
        Verdicts verdicts = Judge("linux-7.3.4-guest.jsonl");
        IEnumerable<string> found = verdicts.Results.SelectMany(
            result => result.Evidence.Select(evidence => $"{result.Rule.Id} at {evidence.Steps[^1]}"));
        Assert.Equal(
            [
                "H1 at 24", "H3 at 30", "H13 at 44", "H17 at 34", "H19 at 47", "H23 at 25", "H23 at 26", "H24 at 27",
            ],
            found);
    }

    /// <summary>Random conduct, as the comparison with QEMU was made with, is judged to its end.</summary>
    [Fact]
    public void Any_conduct_is_judged()
    {
        using FileStream stream = File.OpenRead(Repository.PathOf("fixtures", "conversations", "qemu-11.1.3.jsonl"));
        var configuration = DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", "qemu-11.1.json"));
        foreach (Conversation conversation in ConversationFile.Read(stream).Take(50))
        {
            Verdicts verdicts = ConversationJudge.Judge(conversation, configuration);
            Assert.All(
                verdicts.Results, result => Assert.InRange(result.Evidence.Count, 0, DriverJudge.MaxEvidence));
        }
    }

    private static Verdicts Judge(string file)
    {
        using FileStream stream = File.OpenRead(Repository.PathOf("fixtures", "conversations", file));
        Conversation conversation = ConversationFile.Read(stream).Single();
        DeviceConfiguration configuration = conversation.Configuration
            ?? (conversation.Device is { } name
                ? DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", name))
                : DeviceConfiguration.Default);
        return ConversationJudge.Judge(conversation, configuration);
    }
}
