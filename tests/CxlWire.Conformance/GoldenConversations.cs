using CxlWire.Conformance.Qemu;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// Conversations that name their device: every reply has to be the one that is written down, lists of commands aside.
/// </summary>
public class GoldenConversations
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Repository.PathOf("fixtures", "conversations"), "*.jsonl")
            .Select(file => Path.GetFileName(file))
            .Where(name => Play.Load(name)[0] is { Device: not null } or { Configuration: not null })];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reply_is_as_written(string name)
    {
        foreach (Conversation conversation in Play.Load(name))
        {
            DeviceConfiguration configuration = conversation.Configuration
                ?? DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", conversation.Device!));
            var device = ConversationDevice.Start(configuration, conversation);
            int number = 0;
            foreach (ConversationStep step in conversation.Steps)
            {
                string ours = Play.Text(device.Ask(step));

                // The CEL grows with every opcode.
                if (!ConversationReplay.IsAboutCommands(step))
                    Assert.Equal($"step {number}: {Play.Text(step.Reply)}", $"step {number}: {ours}");
                number++;
            }
        }
    }
}
