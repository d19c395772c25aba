using System.IO.Pipelines;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Testing;
using CxlWire.Tests;
using CxlWire.Transport;

namespace CxlWire.Judge.Tests;

/// <summary>
/// What drivers do beside their commands, on streams and in registers: judged while they do it, and by the recording.
/// </summary>
public sealed class WireVerdicts
{
    private readonly ManualTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_with_tags_of_their_own_may_be_unanswered_at_once() => Assert.Equal(
        ["H25 Pass"],
        await JudgeStreamAsync("H25", async stream =>
        {
            await stream.Output.WriteAsync((byte[])[.. Request(5), .. Request(6), .. Request(7)], Cancelled);
            await ReadAsync(stream, 3);
        }));

    [Fact]
    public async Task Requests_one_after_the_other_exercise_no_rule_of_tags() => Assert.Equal(
        ["H25 NotExercised"],
        await JudgeStreamAsync("H25", async stream =>
        {
            for (int i = 0; i < 3; i++)
            {
                await stream.Output.WriteAsync(Request(5), Cancelled);
                await ReadAsync(stream, 1);
            }
        }));

    [Fact]
    public async Task A_tag_that_comes_twice_before_an_answer_is_told() => Assert.Equal(
        [
            "H25 Fail",
            "host 0, step 4: expected a tag that is not in use; "
                + "seen Identify Memory Device (4000h) with tag 5, which is unanswered",
        ],
        await JudgeStreamAsync("H25", async stream =>
        {
            await stream.Output.WriteAsync((byte[])[.. Request(5), .. Request(5)], Cancelled);
            await ReadAsync(stream, 2);
        }));

    [Fact]
    public async Task The_tag_of_a_delayed_request_is_in_use_until_its_reply_is_sent() => Assert.Equal(
        [
            "H25 Fail",
            "host 0, step 6: expected a tag that is not in use; "
                + "seen Identify Memory Device (4000h) with tag 5, which is unanswered",
        ],
        await JudgeStreamAsync("H25", async stream =>
        {
            await stream.Output.WriteAsync(Request(5), Cancelled);
            await stream.Output.WriteAsync(Request(6), Cancelled);
            await ReadAsync(stream, 1);
            await stream.Output.WriteAsync(Request(5), Cancelled);
            await ReadAsync(stream, 1);
            _time.Advance(TimeSpan.FromMinutes(1));
            await ReadAsync(stream, 1);
            await stream.Output.WriteAsync(Request(5), Cancelled);
            await ReadAsync(stream, 1);
        }, "\"fault\":\"delay\",\"ms\":60000,\"others_wait\":false"));

    [Fact]
    public async Task A_notification_that_is_left_alone_is_no_violation() => Assert.Equal(
        ["H30 Pass"],
        await JudgeStreamAsync("H30", stream => NotifyAsync(stream, answers: false)));

    [Fact]
    public async Task A_notification_that_is_answered_is_told() => Assert.Equal(
        [
            "H30 Fail",
            "host 0, step 3, 5: expected no response: the device's requests want none; "
                + "seen one of Event Notification (0106h), tag 0",
        ],
        await JudgeStreamAsync("H30", stream => NotifyAsync(stream, answers: true)));

    [Fact]
    public void A_mailbox_that_is_left_alone_while_it_runs_is_no_violation() => Assert.Equal(
        ["H26 Pass"],
        JudgeMailbox("H26", "\"fault\":\"delay\",\"ms\":500", mailbox =>
        {
            Assert.Throws<InvalidDataException>(() => mailbox.Run(Opcode.IdentifyMemoryDevice));
            _time.Advance(TimeSpan.FromSeconds(1));
            mailbox.Run(Opcode.IdentifyMemoryDevice);
        }));

    [Fact]
    public void Writes_while_the_doorbell_is_set_are_told_once() => Assert.Equal(
        [
            "H26 Fail",
            "host 0, step 1, 3: expected nothing written while the doorbell is set; seen a write to Command",
        ],
        JudgeMailbox("H26", "\"fault\":\"no_reply\"", mailbox =>
        {
            Assert.Throws<InvalidDataException>(() => mailbox.Run(Opcode.IdentifyMemoryDevice));
            Assert.Throws<InvalidDataException>(() => mailbox.Run(Opcode.IdentifyMemoryDevice));
        }));

    [Fact]
    public void A_status_that_is_read_too_early_is_told() => Assert.Equal(
        [
            "H26 Fail",
            "host 0, step 1, 3: expected Mailbox Status read after the doorbell is clear; seen read before",
        ],
        JudgeMailbox("H26", "\"fault\":\"delay\",\"ms\":500", mailbox =>
        {
            Assert.Throws<InvalidDataException>(() => mailbox.Run(Opcode.IdentifyMemoryDevice));
            _ = mailbox.MailboxStatus;
            _time.Advance(TimeSpan.FromSeconds(1));
            _ = mailbox.MailboxStatus;
        }));

    [Fact]
    public void A_mailbox_that_answers_at_once_exercises_nothing() => Assert.Equal(
        ["H26 NotExercised"],
        JudgeMailbox("H26", null, mailbox => mailbox.Run(Opcode.IdentifyMemoryDevice)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_end_of_what_goes_on_in_the_background_is_told_by_register_and_interrupt(bool byInterrupt) =>
        Assert.Equal(
            ["H28 Pass"],
            JudgeMailbox("H28", "\"fault\":\"background\",\"after_ms\":1000", mailbox =>
            {
                mailbox.MailboxControl = byInterrupt ? 4u : 0;
                mailbox.Run(Opcode.IdentifyMemoryDevice);
                _ = mailbox.BackgroundCommandStatus;
                _time.Advance(TimeSpan.FromSeconds(2));
                if (!byInterrupt)
                    _ = mailbox.BackgroundCommandStatus;
                _time.Advance(TimeSpan.FromMinutes(1));
                mailbox.Run(Opcode.GetTimestamp);
            }));

    [Fact]
    public void An_end_that_nobody_asks_for_is_told() => Assert.Equal(
        [
            "H28 Fail",
            "host 0, step 1: expected the end of Identify Memory Device (4000h) waited for: 0002h, the register or "
                + "the interrupt; seen none of them within T of it",
        ],
        JudgeMailbox("H28", "\"fault\":\"background\",\"after_ms\":1000", mailbox =>
        {
            mailbox.Run(Opcode.IdentifyMemoryDevice);
            _ = mailbox.BackgroundCommandStatus;
            _time.Advance(TimeSpan.FromMinutes(1));
            mailbox.Run(Opcode.GetTimestamp);
        }));

    /// <summary>Verdict and evidence of a rule, the same twice: while it happened, and by the recording.</summary>
    private static string[] Judge(string rule, JournalWatch watch, DeviceRecording recording)
    {
        Conversation conversation = recording.Stop();
        watch.Dispose();
        string[] now = Describe(watch.Verdicts, rule);
        string[] later = Describe(ConversationJudge.Judge(conversation, conversation.Configuration!), rule);

        // Time is seen to pass while it does, or by the step after it.
        if (rule == "H28")
            Assert.Equal(now[0], later[0]);
        else
            Assert.Equal(now, later);
        Assert.Empty(DeviceRecording.Differences(conversation));
        return now;
    }

    private static string[] Describe(Verdicts verdicts, string rule)
    {
        RuleResult result = verdicts.Results.Single(one => one.Rule.Id == rule);
        return [$"{rule} {result.Verdict}", .. result.Evidence.Select(evidence => evidence.ToString())];
    }

    private static byte[] Request(byte tag, Opcode? opcode = null, byte[]? payload = null, bool isResponse = false)
    {
        byte[] message = new byte[CciHeader.Size + (payload?.Length ?? 0)];
        new CciHeader
        {
            Category = isResponse ? CciCategory.Response : CciCategory.Request,
            MessageTag = tag,
            Opcode = opcode ?? Opcode.IdentifyMemoryDevice,
            PayloadLength = (uint)(payload?.Length ?? 0),
        }.TryWrite(message);
        payload?.CopyTo(message, CciHeader.Size);
        return message;
    }

    private static async Task ReadAsync(IDuplexPipe stream, int messages)
    {
        var client = new CciClient(stream);
        for (int i = 0; i < messages; i++)
            await client.ReadAsync(Cancelled);
    }

    private static async Task NotifyAsync(IDuplexPipe stream, bool answers)
    {
        await stream.Output.WriteAsync(Request(0, Opcode.SetMctpEventInterruptPolicy, [2, 0]), Cancelled);
        await ReadAsync(stream, 1);
        await stream.Output.WriteAsync(Request(1, Opcode.IdentifyMemoryDevice), Cancelled);
        await ReadAsync(stream, 2);
        if (answers)
            await stream.Output.WriteAsync(Request(0, Opcode.EventNotification, isResponse: true), Cancelled);
        await stream.Output.WriteAsync(Request(2, Opcode.GetEventRecords, [1]), Cancelled);
        await ReadAsync(stream, 1);
    }

    private async Task<string[]> JudgeStreamAsync(string rule, Func<IDuplexPipe, Task> speak, string? fault = null)
    {
        await using var fixture = new DeviceFixture(clock: _time);
        using var recording = new DeviceRecording(fixture.Device);
        using var watch = new JournalWatch(fixture.Device, options: null, _ => { });
        Load(fixture.Device, fault ?? "\"fault\":\"spurious_interrupt\",\"log\":\"warning\"");
        await speak(fixture.Connect().Client);
        return Judge(rule, watch, recording);
    }

    private string[] JudgeMailbox(string rule, string? fault, Action<MailboxClient> speak)
    {
        var device = new CxlDevice(DeviceConfiguration.Default, _time);
        using var recording = new DeviceRecording(device);
        using var watch = new JournalWatch(device, options: null, _ => { });
        Load(device, fault);
        speak(new MailboxClient(device));
        return Judge(rule, watch, recording);
    }

    private static void Load(CxlDevice device, string? fault)
    {
        using (device.Enter())
        {
            device.LoadFaults(fault is null ? null : FaultScenarioFile.Parse(
                $$"""{"faults":[{"when":{"command":"identify-memory-device"},"then":{ {{fault}} } }]}"""));
        }
    }
}
