using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conversations.Tests;

/// <summary>Captures of what went over MCTP lines, and of notifications: a line for each packet.</summary>
public sealed class LineCaptureTests : IDisposable
{
    private const string Line = "mctp on x";

    private readonly ManualTime _clock = new();
    private readonly CxlDevice _device;
    private readonly MemoryStream _file = new();
    private readonly ConversationRecorder _recorder;

    public LineCaptureTests()
    {
        _device = new CxlDevice(Speaker.Configuration, _clock);
        _recorder = new ConversationRecorder(_device, _file, e => throw e, RecordingForm.Capture);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Packets_of_a_line_are_as_they_were_and_comments_are_with_the_last_of_a_message()
    {
        _device.LoadFaults(FaultScenarioFile.Parse("""{"faults": []}"""));
        Packet(isReceived: true, "01090889 0800");
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        LineMessage refused = Execute(_device.Hosts[0].Cci, "01090859 0000", "07");

        // What others say meanwhile is theirs.
        LineMessage other = Execute(_device.FabricManager.Cci, "0109fec8 0700", "");
        Packet(isReceived: false, "01080981 0801");
        Packet(isReceived: false, "010809d1 00", refused);
        Packet(isReceived: false, "01fe09c0 0701", other);
        Packet(isReceived: true, "010908c8 00", note: "dropped: it is too late");
        Assert.Equal(
            [
                "mctp on x 0 1: 010908890800",
                "mctp on x 1000000 1: 010908590000; before: faults: 0, seed 0",
                "mctp on x 1000000 1: 0109fec80700",
                "mctp on x 1000000 2: 010809810801",
                "mctp on x 1000000 2: 010809d100; refused: rule C2, field end, byte 0",
                "mctp on x 1000000 2: 01fe09c00701",
                "mctp on x 1000000 1: 010908c800; dropped: it is too late",
            ],
            Packets());
    }

    [Fact]
    public void Packets_have_no_numbers_of_steps()
    {
        JournalReader reader;
        using (_device.Enter())
            reader = _device.Journal.Open();
        Packet(isReceived: true, "01090889 0800");
        Execute(_device.Hosts[0].Cci, "01090859 0000", "");
        Packet(isReceived: false, "01080981 0801");
        Execute(_device.Hosts[0].Cci, "010908c8 08", "");
        var entry = new JournalEntry();
        var steps = new List<(JournalEntryKind, long)>();
        while (reader.TryRead(entry))
            steps.Add((entry.Kind, entry.Step));
        reader.Dispose();
        Assert.Equal([(JournalEntryKind.Command, 0L), (JournalEntryKind.Command, 1L)], steps);
    }

    [Fact]
    public void A_reply_that_is_lost_or_comes_twice_is_told_of_where_it_can_be_seen()
    {
        LoadFault("gone", "no_reply");
        Execute(_device.Hosts[0].Cci, "010908c8 08", "");
        LoadFault("again", "reply_twice");
        LineMessage twice = Execute(_device.Hosts[0].Cci, "010908c9 08", "");
        Packet(isReceived: false, "010809c1 08", twice);
        Packet(isReceived: false, "010809c1 08", twice);
        Assert.Equal(
            [
                "mctp on x 0 1: 010908c808; before: faults: 1, seed 0; "
                    + "fault gone: no_reply at Get Timestamp (0300h); the reply: lost",
                "mctp on x 0 1: 010908c908; before: faults: 1, seed 0",
                "mctp on x 0 2: 010809c108; fault again: reply_twice at Get Timestamp (0300h); the reply: twice",
                "mctp on x 0 2: 010809c108; fault again: reply_twice at Get Timestamp (0300h); the reply: twice",
            ],
            Packets());
    }

    [Fact]
    public void Of_a_wrong_frame_there_is_the_header_what_is_wrong_and_the_frame()
    {
        foreach ((LinePacketError error, string bytes) in new[]
        {
            (LinePacketError.CheckSequence, "010809d1 0801"), (LinePacketError.TooShort, "010908"),
            (LinePacketError.TooLong, ""), (LinePacketError.Symbol, "0109"),
        })
            Packet(isReceived: bytes.Length < 10, bytes, note: "a wrong frame", error: error);
        Assert.Equal(
            [
                "mctp on x 0 16777218: 010809d1 of 6; a wrong frame: 7e01ff",
                "mctp on x 0 67108865: 010908; a wrong frame: 7e01ff",
                "mctp on x 0 33554433: ; a wrong frame: 7e01ff",
                "mctp on x 0 2147483649: 0109; a wrong frame: 7e01ff",
            ],
            Packets());
    }

    [Fact]
    public void A_notification_on_a_stream_is_a_request_of_the_device_with_a_tag_of_its_own()
    {
        foreach (int? host in new int?[] { 0, 1, null })
        {
            using (_device.Enter())
                _device.Journal.EnterNotification(host, Hex.Bytes("0000000601020000000000001000"));
        }

        Assert.Equal(
            [
                "host 0, stream 0 2: 010809c8080000000601020000000000001000",
                "host 1, stream 0 2: 010a09c9080000000601020000000000001000",
                "Fabric Manager, stream 0 2: 01fe09ca070000000601020000000000001000",
            ],
            Packets());
    }

    [Fact]
    public void A_recording_made_at_the_same_time_has_what_it_has_without_a_capture()
    {
        using var recorded = new MemoryStream();
        using (new ConversationRecorder(_device, recorded, e => throw e))
        {
            Packet(isReceived: true, "01090889 0800");
            Packet(isReceived: false, "010809d1 00", Execute(_device.Hosts[0].Cci, "01090859 0000", "07"));
            using (_device.Enter())
                _device.Journal.EnterNotification(0, Hex.Bytes("0000000601020000000000001000"));
        }

        recorded.Position = 0;
        Conversation conversation = Assert.Single(ConversationFile.Read(recorded));
        Assert.Equal("Get Timestamp (0300h)", Assert.Single(conversation.Steps).Name);
    }

    private void LoadFault(string name, string fault) => _device.LoadFaults(FaultScenarioFile.Parse(
        $$$"""{"faults": [{"name": "{{{name}}}", "when": {"command": "any"}, "then": {"fault": "{{{fault}}}"}}]}"""));

    private void Packet(
        bool isReceived, string bytes, LineMessage? answered = null, string? note = null, LinePacketError error = 0)
    {
        using (_device.Enter())
            _device.Journal.EnterPacket(
                new LinePacket(Line, isReceived) { Answered = answered, Note = note, Error = error },
                Hex.Bytes(bytes),
                error == 0 ? [] : Hex.Bytes("7e01ff"));
    }

    /// <summary>Has a message of a line carried out, Get Timestamp.</summary>
    private LineMessage Execute(CciPort port, string lastPacket, string request)
    {
        var message = new LineMessage(Line, Hex.Bytes(lastPacket));
        using (_device.Enter())
            port.Execute(
                Opcode.GetTimestamp, Hex.Bytes(request), new byte[port.MaximumPayload], CommandRoute.Stream, message);
        return message;
    }

    private IEnumerable<string> Packets()
    {
        _recorder.Dispose();
        return PcapngFile.Read(_file.ToArray()).Packets.Select(packet =>
            string.Join("; ", [FormattableString.Invariant(
                $"{packet.Interface} {packet.Time} {packet.Flags}: {Hex.Text(packet.Bytes)}")
                + (packet.Length == packet.Bytes.Length ? "" : $" of {packet.Length}"), .. packet.Comments]));
    }
}
