using CxlWire.Tests;

namespace CxlWire.Conversations.Tests;

/// <summary>The recordings of guests that come with the project.</summary>
public sealed class GuestRecordingTests
{
    [Theory]
    [InlineData("linux-7.3.4-guest.jsonl")]
    [InlineData("linux-dcd-v11-guest.jsonl")]
    public void A_guest_gets_the_answers_again_that_it_got(string file)
    {
        using FileStream stream = File.OpenRead(Repository.PathOf("fixtures", "conversations", file));
        Assert.All(
            ConversationFile.Read(stream),
            conversation => Assert.Empty(DeviceRecording.Differences(conversation).Select(
                outcome => $"step {outcome.Index}, {outcome.Step}: {string.Join("; ", outcome.Differences)}")));
    }
}
