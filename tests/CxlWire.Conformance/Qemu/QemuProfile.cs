using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Testing;
using CxlWire.Tests;

namespace CxlWire.Conformance.Qemu;

/// <summary>Profile qemu answers what QEMU 11.1.3 was recorded to answer, byte for byte.</summary>
public class QemuProfile
{
    [Theory]
    [InlineData("qemu-11.1.3.jsonl")]
    [InlineData("qemu-11.1.3-fm.jsonl")]
    public void Every_step_is_identical(string recording)
    {
        var different = new List<string>();
        foreach (Conversation conversation in Play.Load(recording))
        {
            ConversationDevice device = Play.Start(QemuQuirks.All);
            for (int i = 0; i < conversation.Steps.Count; i++)
            {
                ConversationStep step = conversation.Steps[i];
                (string ours, string theirs) = (Play.Take(device, step), Play.Text(step.Reply));

                // What QEMU died of is answered. The CEL lists what each carries.
                bool isSame = ours == theirs || step.Reply is null || ConversationReplay.IsAboutCommands(step);
                if (!isSame)
                    different.Add(
                        $"seed {conversation.Seed}, step {i}: {Play.Describe(step)}: {ours}\n  QEMU: {theirs}");
            }
        }

        Assert.True(different.Count == 0, $"{different.Count}:\n{string.Join('\n', different.Take(20))}");
    }

    [Fact]
    public void Every_step_is_identical_through_the_mailbox_registers()
    {
        foreach (Conversation conversation in Play.Load("qemu-11.1.3.jsonl"))
        {
            CxlDevice device = Play.StartDevice(QemuQuirks.All);
            var others = new ConversationDevice(device);
            var mailbox = new MailboxClient(device);
            foreach (ConversationStep step in conversation.Steps)
            {
                if (step is not HostStep command)
                {
                    others.Ask(step);
                    continue;
                }

                CciReply reply = mailbox.Run(command.Opcode, command.Request.Span);
                if (step.Reply is not null && !ConversationReplay.IsAboutCommands(step))
                    Assert.Equal(Play.Text(step.Reply), Play.Text(new StepReply.Cci(reply.ReturnCode, reply.Payload)));
            }
        }
    }
}

/// <summary>Plays recorded steps on a device.</summary>
internal static class Play
{
    public static IReadOnlyList<Conversation> Load(string name)
    {
        using FileStream file = File.OpenRead(Repository.PathOf("fixtures", "conversations", name));
        return [.. ConversationFile.Read(file)];
    }

    public static ConversationDevice Start(QemuQuirks quirks) => new(StartDevice(quirks));

    public static CxlDevice StartDevice(QemuQuirks quirks) => new(
        DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", "qemu-11.1.json"))
            with
        { Quirks = quirks });

    public static string Take(ConversationDevice device, ConversationStep step) => Text(device.Ask(step));

    /// <summary>A step in a line.</summary>
    public static string Describe(ConversationStep step) =>
        step is CciStep command
            ? $"{command.Opcode.Value:x4} {Convert.ToHexStringLower(command.Request.Span)}" : step.ToString();

    /// <summary>
    /// All of an answer, in a line; of an error QEMU's words, after which ours go on with a colon and a space.
    /// </summary>
    public static string Text(StepReply? reply) =>
        reply is StepReply.Control { Error: { } error } ? error.Split(": ")[0] : reply?.ToString() ?? "none";
}
