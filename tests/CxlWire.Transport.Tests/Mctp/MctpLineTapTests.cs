using CxlWire.Device.Journal;
using CxlWire.Tests;
using CxlWire.Transport.Mctp;
using static CxlWire.Tests.SerialLine;
using Bytes = CxlWire.Tests.Hex;

namespace CxlWire.Transport.Tests.Mctp;

/// <summary>What a capture is told of a line: each packet, as it was sent or received, in its order.</summary>
public sealed class MctpLineTapTests
{
    private const string Ask4800 = "08 0000000048 020000 00000000 ff00";
    private const string Asked4800 = "010908c8080000000048020000" + "00000000" + "ff00";

    [Fact]
    public async Task Commands_control_messages_and_their_answers_are_told_packet_by_packet()
    {
        await using var rig = new MctpRig(new MctpOptions { Name = "mctp on x" });
        using var captured = new CapturedEntries(rig.Device);
        rig.Say(Ask(Whole, "00 80 02"));
        rig.Say([.. Ask(Start | 3, "08 00000001"), .. Ask(End | 0x13, "00000000 0000cdab")]);
        Assert.Equal(
            [
                "mctp on x in 010908c8" + "008002",
                "mctp on x out 010809c0" + "00000200090000",
                "mctp on x in 0109088b" + "0800000001",
                "mctp on x 0001 by 0109085b" + "000000000000cdab",
                "mctp on x out 010809c3" + Identified.Replace(" ", "", StringComparison.Ordinal)
                    + ", to 0109085b000000000000cdab",
            ],
            captured.Take());

        byte[] line = rig.Say(Ask(Whole, Ask4800));
        List<string> told = captured.Take();
        Assert.Equal(3, told.Count);
        Assert.Equal($"mctp on x 4800 by {Asked4800}", told[0]);
        Assert.Equal(Packets(line)[0], told[1]["mctp on x out ".Length..]);
        Assert.Equal($"{Packets(line)[1]}, to {Asked4800}", told[2]["mctp on x out ".Length..]);
    }

    [Theory]
    [InlineData("""{"fault": "mctp", "as": "wrong_fcs", "packet": 1}""", "0! 1>")]
    [InlineData("""{"fault": "mctp", "as": "wrong_fcs", "packet": 2}""", "0 1!>")]
    [InlineData("""{"fault": "mctp", "as": "cut_frame", "packet": 1}""", "0/ 1>")]
    [InlineData("""{"fault": "mctp", "as": "cut_frame", "packet": 2}""", "0 1/>")]
    [InlineData("""{"fault": "mctp", "as": "missing_end"}""", "0 1:10>")]
    [InlineData("""{"fault": "mctp", "as": "missing_start"}""", "0:00 1>")]
    [InlineData("""{"fault": "mctp", "as": "sequence_gap", "packet": 1}""", "1>")]
    [InlineData("""{"fault": "mctp", "as": "wrong_tag", "packet": 2}""", "0 1:51>")]
    [InlineData("""{"fault": "mctp", "as": "repeated", "packet": 2}""", "0 1 1>")]
    [InlineData("""{"fault": "mctp", "as": "reordered", "packet": 1}""", "1 0>")]
    [InlineData("""{"fault": "reply_twice"}""", "0 1> 0 1>")]
    [InlineData("""{"fault": "cut", "bytes": 63}""", "0>")]
    [InlineData("""{"fault": "no_reply"}""", "")]
    public async Task What_a_fault_sends_is_told_as_it_is_sent(string fault, string expected)
    {
        await using var rig = new MctpRig();
        byte[] line = rig.Say(Ask(Whole, Ask4800));
        using var captured = new CapturedEntries(rig.Device);
        rig.Load(fault);
        rig.Say(Ask(Whole, Ask4800));
        Assert.Equal(
            [
                $"mctp 4800 by {Asked4800}",
                .. expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(text => Line(Packets(line), text)),
            ],
            captured.Take());
    }

    [Fact]
    public async Task What_is_dropped_is_told_with_why()
    {
        await using var rig = new MctpRig();
        using var captured = new CapturedEntries(rig.Device);
        byte[] wrong = Ask(Whole, SerialLine.Identify);
        wrong[^2] ^= 1;
        rig.Say([1, 2, 3]);
        rig.Say(wrong);
        rig.Say([.. Ask(Whole, "00 80 02")[..^4], 0x7E]);
        rig.Say([0x7E, 1, 5, 1, 9, 0x7D, 0x11, 0x7E]);
        rig.Say([0x7E, 1, 69, 1, 2, 3, 0x7E]);
        rig.Say([0x7E, 2, 1, 2, 3, 0x7E]);
        rig.Say(Frame([1, 9, 8, Whole]));
        rig.Say(Frame([2, 9, 8, Whole, 0]));
        rig.Say(Ask(Whole, SerialLine.Identify, destination: 22));
        rig.Say(Ask(Whole, SerialLine.Identify, source: 0xFF));
        rig.Say(Ask(End, "00"));
        rig.Say([.. Ask(Start, "08"), .. Ask(End | 0x20, "00")]);
        rig.Say(Ask(Whole, "09 00"));
        rig.Say(Ask(Whole, "08 00"));
        rig.Say(Ask(Whole, "00 00 02"));
        rig.Say(Ask(Whole, "08 010000010000000000000000"));
        rig.Say(Ask(0xC0, "08 010000060100000000000000"));
        Assert.Equal(
            [
                "mctp in 010908c80800000001000000000000cdab CheckSequence "
                    + "7e0111010908c80800000001000000000000cdabaf08, "
                    + "dropped: a frame with a wrong check sequence",
                "mctp in 010908c80080 TooShort 7e0107010908c80080, dropped: a frame that ends too early",
                "mctp in 0109 Symbol 7e010501097d11, dropped: a frame with a wrong escape",
                "mctp in  TooLong 7e0145010203, "
                    + "dropped: a frame of a packet that is longer than the transmission unit",
                "mctp in  Symbol 7e02010203, dropped: a frame of another revision",
                "mctp in 010908c8, dropped: a packet without payload",
                "mctp in 020908c800, dropped: a packet of another header version",
                "mctp in 011608c80800000001000000000000cdab, dropped: a packet for another EID",
                "mctp in 0109ffc80800000001000000000000cdab, dropped: a packet from the EID of all",
                "mctp in 0109084800, dropped: a packet of a message without a start",
                "mctp in 0109088808",
                "mctp in 0109086800, dropped: a packet out of sequence, and the message that it is of",
                "mctp in 010908c80900, dropped: a message of a type that the endpoint does not have",
                "mctp in 010908c80800, dropped: a message that ends inside its CCI header",
                "mctp in 010908c8000002, dropped: a control message that nobody answers",
                "mctp in 010908c808010000010000000000000000, dropped: a message that is no request",
                "mctp in 010908c008010000060100000000000000",
            ],
            captured.Take());
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("""{"fault": "reply_twice"}""", 2)]
    public async Task Notifications_are_told_by_themselves_or_behind_an_answer(string? fault, int copies)
    {
        await using var rig = new MctpRig();
        rig.Say(Ask(Whole, "08 000000050102000000000000 1000"));
        using var captured = new CapturedEntries(rig.Device);

        // Nine records for a log of eight: the ninth waits and enters when the log is cleared.
        TestDevice.Offer(rig.Device, 0, 9);
        await rig.Sent.ReadAsync(Deadline.Token);
        Assert.Equal(["mctp out 010809c8080000000601020000000000001000"], captured.Take());

        if (fault is not null)
            rig.Load(fault);
        string clear = "08000000010116000000000000040008000000"
            + string.Concat(Enumerable.Range(1, 8).Select(i => Bytes.U16(i)));
        rig.Say(Ask(Whole, clear));
        Assert.Equal(
            [
                $"mctp 0101 by 010908c8{clear}",
                .. Enumerable.Repeat($"mctp out 010809c008010000010100000000000000, to 010908c8{clear}", copies),
                "mctp out 010809c9080000000601020000000000001000",
            ],
            captured.Take());
    }

    [Fact]
    public async Task Who_makes_no_capture_is_told_of_commands_alone()
    {
        await using var rig = new MctpRig();
        using JournalReader reader = rig.Device.Journal.Open();
        var entry = new JournalEntry();
        var kinds = new List<(JournalEntryKind, object?)>();
        using (new CapturedEntries(rig.Device))
            rig.Say([.. Ask(Whole, "00 80 02"), .. Ask(Whole, Ask4800)]);
        while (reader.TryRead(entry))
            kinds.Add((entry.Kind, entry.Detail is LineMessage));
        Assert.Equal([(JournalEntryKind.Command, (object?)true)], kinds);

        rig.Say([.. Ask(Whole, "00 80 02"), .. Ask(Whole, Ask4800)]);
        Assert.True(reader.TryRead(entry));
        Assert.Equal((JournalEntryKind.Command, null), (entry.Kind, entry.Detail));
        Assert.False(reader.TryRead(entry));
        Assert.Equal(0, reader.Missed);
    }

    /// <summary>"1": that packet; with '!' or '/' its frame is wrong or cut, with ':' its flags are others.</summary>
    private static string Line(List<string> packets, string text)
    {
        string to = text.EndsWith('>') ? $", to {Asked4800}" : "";
        text = text.TrimEnd('>');
        byte[] packet = Convert.FromHexString(packets[text[0] - '0']);
        char how = text.Length > 1 ? text[1] : ' ';
        if (how == ':')
            packet[3] = Convert.FromHexString(text[2..])[0];
        byte[] frame = Frame(packet);
        if (how == '!')
        {
            frame[^2] ^= 1;
            return $"mctp out {Bytes.Text(packet)} CheckSequence {Bytes.Text(frame.AsSpan(0, frame.Length - 1))}"
                + $", a frame with a wrong check sequence{to}";
        }

        if (how != '/')
            return $"mctp out {Bytes.Text(packet)}{to}";
        frame = frame[..(frame.Length / 2)];
        return $"mctp out {Bytes.Text(frame.AsSpan(3))} TooShort {Bytes.Text(frame)}"
            + $", a frame that ends too early{to}";
    }

    /// <summary>The packets of right frames that have no escapes.</summary>
    private static List<string> Packets(byte[] line)
    {
        var packets = new List<string>();
        for (int at = 0; at < line.Length; at += 6 + line[at + 2])
            packets.Add(Bytes.Text(line.AsSpan(at + 3, line[at + 2])));
        return packets;
    }
}
