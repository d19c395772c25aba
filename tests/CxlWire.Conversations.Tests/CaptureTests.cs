using System.Text;
using CxlWire.Control;
using CxlWire.Conversations.Captures;
using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Mctp;
using CxlWire.Tests;

namespace CxlWire.Conversations.Tests;

public sealed class CaptureTests
{
    private static readonly StepReply.Cci _success = new(ReturnCode.Success, ReadOnlyMemory<byte>.Empty);

    [Fact]
    public void A_command_is_a_request_and_a_response_in_packets()
    {
        PcapngFile capture = Capture(new HostStep(null, Opcode.GetLog, Hex.Bytes("aabbcc"))
        {
            Route = CommandRoute.Stream,
            Time = 1_500_000_000,
            Reply = new StepReply.Cci(ReturnCode.Success, Hex.Bytes("0102")),
        });
        Assert.Equal(["host 0, stream"], capture.Interfaces);
        Assert.Equal(
            [
                "1500000000: 010908c8 08 000000010403000000000000aabbcc",
                "1500000000: 010809c0 08 0100000104020000000000000102",
            ],
            capture.Packets.Select(Text));
    }

    [Fact]
    public void Hosts_and_the_Fabric_Manager_have_EIDs_interfaces_and_tags_of_their_own()
    {
        PcapngFile capture = Capture(
            new HostStep(0, Opcode.Identify, default) { Route = CommandRoute.Mailbox, Reply = _success },
            new HostStep(1, Opcode.Identify, default) { Route = CommandRoute.Stream, Reply = _success },
            new HostStep(0, Opcode.Identify, default) { Route = CommandRoute.Stream, Reply = _success },
            new FabricManagerStep(Opcode.Identify, default) { Reply = _success },
            new FabricManagerStep(Opcode.GetDcdInfo, default) { Reply = _success });
        Assert.Equal(
            ["host 0, mailbox", "host 1, stream", "host 0, stream", "Fabric Manager"], capture.Interfaces);
        Assert.Equal(
            [
                "010908c8 08 000000010000000000000000", "010a09c0 08 010000010000000000000000",
                "010908c9 08 000100010000000000000000", "0109fec8 08 000000010000000000000000",
                "0109fec9 07 000100005600000000000000",
            ],
            new[] { 0, 3, 4, 6, 8 }.Select(i => Text(capture.Packets[i])[3..]));
    }

    [Fact]
    public void A_long_message_is_cut_into_packets_of_64_bytes_and_its_comments_are_with_the_last()
    {
        byte[] payload = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        PcapngFile capture = Capture(new HostStep(null, Opcode.GetLsa, default)
        {
            Reply = new StepReply.Cci(ReturnCode.Success, payload)
            {
                Refusal = new StepRefusal("D12", "count", 4),
                VendorStatus = 0x1234,
            },
        });
        CapturedPacket[] reply = [.. capture.Packets.Skip(1)];
        Assert.Equal([68, 68, 68, 68, 61], reply.Select(packet => packet.Bytes.Length));
        Assert.Equal("80 10 20 30 40", string.Join(' ', reply.Select(packet => $"{packet.Bytes[3]:x2}")));
        Assert.Equal(
            "08" + "01000002412c010000003412" + Hex.Text(payload),
            Hex.Text(reply.SelectMany(packet => packet.Bytes[4..]).ToArray()));
        Assert.Equal(
            ["", "", "", "", "refused: rule D12, field count, byte 4"],
            reply.Select(packet => string.Join(";", packet.Comments)));
    }

    [Fact]
    public void What_faults_do_to_a_reply_is_done_and_said()
    {
        PcapngFile capture = Capture(
            Spoilt(new ReplyFault { IsLost = true }),
            new FiredStep { Reply = new StepReply.Fired(new FiredFault("gone", "no_reply", 0, "Identify (0001h)")) },
            Spoilt(new ReplyFault { TagOffset = 255, IsRepeated = true }),
            Spoilt(new ReplyFault { CutAfter = 5 }),
            Spoilt(new ReplyFault { Delay = TimeSpan.FromMilliseconds(250) }),
            Spoilt(null) with { Reply = null, OversizedLength = 5000 });
        Assert.Equal(
            [
                "7: 010908c8 08 000000010000000000000000 fault gone: no_reply at Identify (0001h); the reply: lost",
                "7: 010908c9 08 000100010000000000000000 ",
                "7: 010809c1 08 010000010000000000000000 the reply: tag + 255, twice",
                "7: 010809c1 08 010000010000000000000000 the reply: tag + 255, twice",
                "7: 010908ca 08 000200010000000000000000 ",
                "7: 010809c2 08 0102000100 the reply: cut after 5 bytes",
                "7: 010908cb 08 000300010000000000000000 ",
                "250000007: 010809c3 08 010300010000000000000000 the reply: 250 ms late",
                "7: 010908cc 08 000400010088130000000000 its payload of 5000 bytes was not kept; "
                    + "no reply was recorded",
            ],
            capture.Packets.Select(packet => $"{Text(packet)} {string.Join("; ", packet.Comments)}"));
    }

    [Fact]
    public void Other_steps_are_told_of_with_the_next_packet_and_only_so_many()
    {
        ConversationStep[] steps =
        [
            new PeerStep(true, CommandRoute.Stream, 0, "unix:/tmp/a\u001b[2J #1"),
            new ControlStep("query-version", "{}") { Reply = new StepReply.Control("no \ud800") },
            new FiredStep { Reply = new StepReply.Fired(new FiredFault("late", "lost_interrupt", 0, "dynamic")) },
            new LabelsStep(new byte[100]),
            .. Enumerable.Repeat(new ResetStep(null, null), 20),
        ];
        PcapngFile capture = Capture([.. steps, Spoilt(null), Spoilt(null)]);
        Assert.Equal(
            [
                "before: connect host 0, stream, unix:/tmp/a?[2J #1", "before: qmp query-version {}: no ?",
                "before: fault host 0: late: lost_interrupt at dynamic", "before: labels",
                .. Enumerable.Repeat("before: reset hosts", 12), "before: 8 steps more",
            ],
            capture.Packets[0].Comments);
        Assert.All(capture.Packets.Skip(1), packet => Assert.Empty(packet.Comments));
    }

    [Fact]
    public void Whatever_a_file_says_is_written_in_bounds()
    {
        PcapngFile capture = Capture(
            new ControlStep("x", $"\"{new string('y', 100_000)}\""),
            new HostStep(ushort.MaxValue, new Opcode(0xFFFF), new byte[(2 << 20) + 100])
            {
                Time = long.MaxValue,
                Reply = _success,
            },
            Spoilt(null) with { Time = -5 });
        Assert.InRange(Encoding.UTF8.GetByteCount(Assert.Single(capture.Packets[32768].Comments)), 1000, 1010);
        Assert.Equal(253, capture.Packets[0].Bytes[2]);
        Assert.Equal("00ffffffff1f", Hex.Text(capture.Packets[0].Bytes.AsSpan(7, 6)));
        Assert.Equal(CciHeader.Size + 1 + CciHeader.MaxPayloadLength, capture.Packets.Take(32769).Sum(
            packet => packet.Bytes.Length - MctpHeader.Size));
        Assert.Equal(0, capture.Packets[^1].Time);
    }

    [Fact]
    public void Times_of_a_conversation_count_from_the_end_of_the_one_before()
    {
        using var file = new MemoryStream();
        using (var writer = new CaptureWriter(file))
        {
            for (int i = 0; i < 2; i++)
            {
                writer.BeginConversation();
                writer.Add(Spoilt(null));
                writer.Add(new WaitStep(TimeSpan.FromMilliseconds(1)));
                writer.Add(Spoilt(null) with { Time = null });
            }

            writer.Flush();
        }

        Assert.Equal(
            [7, 1_000_007, 1_000_014, 2_000_014],
            PcapngFile.Read(file.ToArray()).Packets.Where((_, i) => i % 2 == 0).Select(packet => packet.Time));
    }

    [Fact]
    public void A_device_is_captured_as_its_recording_is_and_every_step_has_its_time()
    {
        var clock = new ManualTime();
        var device = new CxlDevice(Speaker.Configuration, clock);
        using var control = new QmpServer([device]);
        using var capture = new MemoryStream();
        using var recording = new DeviceRecording(device);
        using (new ConversationRecorder(device, capture, e => throw e, RecordingForm.Capture))
        {
            var speaker = new Speaker(device, control, seed: 5);
            for (int i = 0; i < 300; i++)
            {
                speaker.Speak();
                clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        }

        Conversation recorded = recording.Stop();
        Assert.All(recorded.Steps, step => Assert.True(step is FiredStep || step.Time is not null));
        using var converted = new MemoryStream();
        using (var writer = new CaptureWriter(converted))
        {
            foreach (ConversationStep step in recorded.Steps)
                writer.Add(step);
            writer.Flush();
        }

        IReadOnlyList<CapturedPacket> packets = PcapngFile.Read(capture.ToArray()).Packets;
        Assert.Equal(Hex.Text(converted.ToArray()), Hex.Text(capture.ToArray()));
        Assert.InRange(packets.Select(packet => packet.Time).Distinct().Count(), 100, 300);
    }

    private static HostStep Spoilt(ReplyFault? fault) => new(null, Opcode.Identify, default)
    {
        Time = 7,
        Reply = _success with { Fault = fault },
    };

    private static PcapngFile Capture(params ReadOnlySpan<ConversationStep> steps)
    {
        using var file = new MemoryStream();
        using var writer = new CaptureWriter(file);
        foreach (ConversationStep step in steps)
            writer.Add(step);
        writer.Flush();
        return PcapngFile.Read(file.ToArray());
    }

    private static string Text(CapturedPacket packet)
    {
        ReadOnlySpan<byte> bytes = packet.Bytes;
        return FormattableString.Invariant(
            $"{packet.Time}: {Hex.Text(bytes[..4])} {packet.Bytes[4]:x2} {Hex.Text(bytes[5..])}");
    }
}
