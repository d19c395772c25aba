using System.Text;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Tests;

namespace CxlWire.Conversations.Tests;

public sealed class RecordingTests
{
    private readonly ManualTime _clock = new();

    public static TheoryData<string> Devices =>
        [.. Directory.EnumerateFiles(Repository.PathOf("fixtures", "devices"), "*.json")
            .Select(Path.GetFileName).Where(name => name != "device.schema.json").Select(name => name!)];

    [Fact]
    public void What_goes_through_a_mailbox_is_a_step_of_its_host()
    {
        Conversation recorded = Record(DeviceConfiguration.Default with { Hosts = 2 }, device =>
        {
            var mailbox = new MailboxClient(device, host: 1);
            mailbox.Run(Opcode.GetDynamicCapacityExtentList, Hex.Bytes("0100000000000000"));
            mailbox.Run(Opcode.GetTimestamp, Hex.Bytes("00"));
        });
        Assert.Equal(
            [
                "1: Mailbox 4801 0100000000000000 = Success (00h) " + Hex.Zeros(16),
                "1: Mailbox 0300 00 = Invalid Payload Length (16h) ",
            ],
            recorded.Steps.Cast<HostStep>().Select(
                s => $"{s.Host}: {s.Route} {s.Opcode.Value:x4} {Hex.Text(s.Request.Span)} = {s.Reply}"));
        StepReply.Cci refused = Assert.IsType<StepReply.Cci>(recorded.Steps[1].Reply);
        Assert.Equal("C2", refused.Refusal?.Rule);
    }

    [Fact]
    public void Commands_are_found_whatever_they_came_through_and_those_inside_others_are_not()
    {
        Conversation recorded = Record(DeviceConfiguration.Default, device =>
        {
            byte[] reply = new byte[2048];
            CciPort host = device.Hosts[0].Cci, manager = device.FabricManager.Cci;
            host.Execute(Opcode.GetDynamicCapacityExtentList, Hex.Bytes("ffffffff 00000000"), reply);
            manager.Execute(
                Opcode.TunnelManagementCommand, Hex.Bytes("00 00 0c00", "00 05 00 0100 000000 0000 0000"), reply);
            host.RefuseOversized(Opcode.ReleaseDynamicCapacity, 2049);
        });
        Assert.Equal(
            [
                "Get Dynamic Capacity Extent List (4801h) ffffffff00000000, 0 -> Success (00h), 16 bytes",
                "FM's Tunnel Management Command (5300h) 00000c00000500010000000000000000, 0 -> Success (00h), 34 bytes",
                "Release Dynamic Capacity (4803h) , 2049 -> Invalid Payload Length (16h), 0 bytes",
            ],
            recorded.Steps.Select(step =>
            {
                CciStep command = Assert.IsType<CciStep>(step, exactMatch: false);
                StepReply.Cci reply = Assert.IsType<StepReply.Cci>(step.Reply);
                return $"{step.Name} {Hex.Text(command.Request.Span)}, {command.OversizedLength} -> {reply.Code}, "
                    + $"{reply.Payload.Length} bytes";
            }));
    }

    [Fact]
    public void A_fault_stands_behind_the_step_in_which_it_happened()
    {
        Conversation recorded = Record(DeviceConfiguration.Default, device =>
        {
            device.LoadFaults(FaultScenarioFile.Parse(
                """{"faults": [{"name": "lost", "when": {"command": "any"}, "then": {"fault": "no_reply"}}]}"""));
            device.Hosts[0].Cci.Execute(Opcode.Identify, [], new byte[2048]);
        });
        Assert.Equal(
            ["success", "lost", "host 0: lost: no_reply at Identify (0001h)"],
            recorded.Steps.Select(s => s.Reply is StepReply.Cci cci ? cci.Fault!.ToString() : s.Reply!.ToString()));
    }

    [Fact]
    public void A_guest_that_sets_its_clock_injected_events_and_resets_are_played_again()
    {
        Conversation recorded = Record(DeviceConfiguration.Default, device =>
        {
            using var control = new QmpServer([device]);
            var mailbox = new MailboxClient(device);
            mailbox.Run(Opcode.SetTimestamp, Hex.Bytes(Hex.U64(1_795_000_000_000_000_000)));
            _clock.Advance(TimeSpan.FromTicks(1234567));
            Execute(control, "cxl-inject-general-media-event", """
                "log": "informational", "flags": 1, "dpa": 4096, "descriptor": 3, "type": 3, "transaction-type": 192
                """);
            Execute(control, "cxl-add-dynamic-capacity", """
                "host-id": 0, "selection-policy": "prescriptive", "region": 9,
                "extents": [{"offset": 0, "len": 2097152}]
                """);
            mailbox.Run(Opcode.GetEventRecords, Hex.Bytes("00"));
            device.Hosts[0].Function.ConfigurationSpace.Write(0x48, Hex.Bytes("0080"));
            device.Hosts[0].Function.Reset(ResetKind.Conventional);
            control.Execute("system_reset", "{}"u8.ToArray());
            _clock.Advance(TimeSpan.FromTicks(7));
            mailbox.Run(Opcode.GetTimestamp);
        });
        Assert.Equal(
            [
                "HostStep, 0", "ControlStep, 123456700", "ControlStep, ", "HostStep, ", "ResetStep, ", "ResetStep, ",
                "ControlStep, ",
                "HostStep, 123457400",
            ],
            recorded.Steps.Select(step => $"{step.GetType().Name}, {step.Time}"));
        Assert.Equal(
            ["reset FunctionLevel, host 0", "reset Conventional, host 0"], recorded.Steps.OfType<ResetStep>()
                .Select(s => $"{s}"));
        Assert.Equal(
            (StepReply.Control)recorded.Steps[2].Reply!,
            new StepReply.Control("region id is too large: 9 is given, 1 is the last") { ErrorClass = "GenericError" });
        Assert.Equal(
            Hex.U64(1_795_000_000_123_457_400),
            Hex.Text(((StepReply.Cci)recorded.Steps[^1].Reply!).Payload.Span));

        void Execute(QmpServer control, string command, string arguments) => control.Execute(
            command, Encoding.UTF8.GetBytes($$"""{"path": "/machine/peripheral/cxl-dcd0", {{arguments}}}"""));
    }

    [Fact]
    public void The_label_storage_begins_as_it_was()
    {
        var device = new CxlDevice(DeviceConfiguration.Default with { LsaSize = 64 });
        device.LabelStorage.Load(Hex.Bytes("01020300"));
        using var recording = new DeviceRecording(device);
        byte[] reply = new byte[2048];
        device.Hosts[0].Cci.Execute(Opcode.GetLsa, Hex.Bytes("00000000 08000000"), reply);
        Conversation recorded = recording.Stop();
        Assert.Equal("010203", Hex.Text(recorded.Labels.Span));
        Assert.Equal("0102030000000000", Hex.Text(((StepReply.Cci)recorded.Steps[0].Reply!).Payload.Span));
        Assert.Empty(DeviceRecording.Differences(recorded));
    }

    [Fact]
    public void A_recording_is_read_up_to_wherever_it_is_cut()
    {
        using var lines = new MemoryStream();
        var device = new CxlDevice(Speaker.Configuration, _clock);
        using (new ConversationRecorder(device, lines, e => throw e))
        {
            using var control = new QmpServer([device]);
            var speaker = new Speaker(device, control, seed: 1);
            for (int i = 0; i < 12; i++)
                speaker.Speak();
        }

        byte[] whole = lines.ToArray();
        Conversation all = ConversationFile.Read(new MemoryStream(whole)).Single();
        int line = 0;
        for (int cut = 1; cut <= whole.Length; cut++)
        {
            Conversation read = ConversationFile.Read(new MemoryStream(whole, 0, cut)).Single();
            bool isWhole = whole[cut - 1] == '\n' || (cut < whole.Length && whole[cut] == '\n');
            Assert.Equal(isWhole ? null : line + 1, read.CutLine);
            line += whole[cut - 1] == '\n' ? 1 : 0;
            int steps = Math.Max(0, line - (whole[cut - 1] == '\n' || !isWhole ? 1 : 0));
            Assert.Equal(
                all.Steps.Take(steps)
                    .Select(s => $"{s.Name} {s.Reply}"), read.Steps.Select(s => $"{s.Name} {s.Reply}"));
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_device_is_read_as_it_was_written(string name)
    {
        DeviceConfiguration device = DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", name)) with
        {
            Quirks = QemuQuirks.All & ~QemuQuirks.PrescriptiveOnly,
        };
        using var lines = new MemoryStream();
        ConversationFile.Write(lines, new Conversation(0, []) { Configuration = device });
        DeviceConfiguration read = ConversationFile.Read(new MemoryStream(lines.ToArray())).Single().Configuration!;
        Assert.Equal(device.Regions, read.Regions);
        Assert.Equal(device, read with { Regions = device.Regions });
    }

    /// <summary>Of a disk that is full, and of a file that may not grow, as .NET tells of them.</summary>
    [Theory]
    [InlineData(false, "full")]
    [InlineData(true, "File too large")]
    public void A_stream_that_cannot_be_written_ends_the_recording_and_not_the_device(bool isLimit, string reason)
    {
        Exception failure = isLimit ? new ArgumentOutOfRangeException(nameof(isLimit)) : new IOException("full");
        var device = new CxlDevice(DeviceConfiguration.Default);
        device.Journal.Size = 1000;
        var told = new List<string>();
        byte[] reply = new byte[2048];
        using (new ConversationRecorder(device, new FullStream(1500, failure), e => told.Add(e.Message)))
        {
            for (int i = 0; i < 1000; i++)
            {
                using (device.Enter())
                    Assert.Equal(ReturnCode.Success, device.Hosts[0].Cci.Execute(Opcode.Identify, [], reply).Code);
            }
        }

        Assert.Equal([reason], told);
        Assert.False(device.Journal.IsRead);
    }

    /// <summary>A recording that plays again, whatever else is asked of it.</summary>
    private Conversation Record(DeviceConfiguration configuration, Action<CxlDevice> speak)
    {
        var device = new CxlDevice(configuration, _clock);
        using var recording = new DeviceRecording(device);
        speak(device);
        Conversation recorded = recording.Stop();
        Assert.Empty(DeviceRecording.Differences(recorded));
        return recorded;
    }

    private sealed class FullStream(int room, Exception failure) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > room)
                throw failure;
            base.Write(buffer);
        }
    }
}
